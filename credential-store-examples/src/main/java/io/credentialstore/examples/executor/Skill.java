package io.credentialstore.examples.executor;

import java.util.Map;
import java.util.function.Function;

/** The work of a skill. It names credentials in its tool calls and never sees one. */
@FunctionalInterface
public interface Skill {
    /**
     * Does the work.
     *
     * @param input what the skill was asked
     * @param tools calls a tool in this skill's name and returns the tool's output
     * @return the skill's answer
     */
    Map<String, Object> run(Map<String, Object> input, Function<ToolCall, Map<String, Object>> tools);
}
