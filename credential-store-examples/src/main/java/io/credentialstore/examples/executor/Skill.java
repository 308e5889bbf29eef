package io.credentialstore.examples.executor;

import java.util.Map;

/** The work of a skill. It names credentials in its tool calls and never sees one. */
@FunctionalInterface
public interface Skill {
    /**
     * Does the work.
     *
     * @param input what the skill was asked
     * @param tools calls tools in this skill's name
     * @return the skill's answer
     */
    Map<String, Object> run(Map<String, Object> input, Tools tools);

    /** The way from a skill to its tools. */
    @FunctionalInterface
    interface Tools {
        /**
         * Calls a tool.
         *
         * @param call what is asked of it
         * @return its output
         */
        Map<String, Object> call(ToolCall call);
    }
}
