package io.credentialstore.examples.executor;

import io.credentialstore.examples.executor.ExecutorException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a skill says about itself. It names credentials; it never holds one.
 *
 * @param id the skill's id, under which it is granted access
 * @param name what people call it
 * @param requiresCredentials the names of the credentials that it may use; empty for a skill that needs none
 * @param usesTools the ids of the tools that it may call
 */
public record SkillManifest(String id, String name, List<String> requiresCredentials, List<String> usesTools) {
    /** Most names in one list. */
    public static final int MAX_NAMES = 64;

    private static final int MAX_LENGTH = 128;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]*");
    /** No control, line-breaking, direction-changing or broken characters: the name is shown to people. */
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]*");

    private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /**
     * Checks the parts.
     *
     * @throws ExecutorException when one breaks its rule
     */
    public SkillManifest {
        require("id", id, ID);
        if (name.isBlank()
                || name.length() > MAX_LENGTH
                || !PRINTABLE.matcher(name).matches()) {
            throw malformed("name", "must hold 1 to " + MAX_LENGTH + " printable characters");
        }
        requiresCredentials = distinct("requiresCredentials", requiresCredentials, CREDENTIAL);
        usesTools = distinct("usesTools", usesTools, ID);
    }

    private static List<String> distinct(String field, List<String> names, Pattern form) {
        if (names.size() > MAX_NAMES) {
            throw malformed(field, "must hold at most " + MAX_NAMES + " names");
        }
        names.forEach(name -> require(field, name, form));
        if (new HashSet<>(names).size() < names.size()) {
            throw malformed(field, "must not hold a name twice");
        }
        return List.copyOf(names);
    }

    private static void require(String field, String text, Pattern form) {
        if (text.length() > MAX_LENGTH || !form.matcher(text).matches()) {
            throw malformed(
                    field,
                    "must be made of 1 to " + MAX_LENGTH + " letters, digits and separators such as '_' and '.'");
        }
    }

    private static ExecutorException malformed(String field, String rule) {
        return new ExecutorException(Reason.MALFORMED_MANIFEST, field + " " + rule);
    }
}
