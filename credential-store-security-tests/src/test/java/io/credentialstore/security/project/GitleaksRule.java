package io.credentialstore.security.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One rule of gitleaks: what a secret of some kind looks like, and what only looks like one. */
record GitleaksRule(
        String id,
        Pattern secret,
        int group,
        double entropy,
        List<String> keywords,
        List<Pattern> allowed,
        List<String> stopwords) {

    /** The rule, unless it judges by file names alone. */
    static Stream<GitleaksRule> of(JsonNode rule) {
        if (!rule.has("regex")) {
            return Stream.empty();
        }
        List<JsonNode> allowlists = elements(rule, "allowlists").toList();
        return Stream.of(new GitleaksRule(
                rule.required("id").textValue(),
                Pattern.compile(rule.get("regex").textValue()),
                rule.path("secretGroup").asInt(0),
                rule.path("entropy").asDouble(0),
                texts(rule, "keywords"),
                allowlists.stream()
                        .flatMap(list -> texts(list, "regexes").stream())
                        .flatMap(GitleaksRule::pattern)
                        .toList(),
                allowlists.stream()
                        .flatMap(list -> texts(list, "stopwords").stream())
                        .toList()));
    }

    private static Stream<Pattern> pattern(String regex) {
        try {
            return Stream.of(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new AssertionError("not a pattern of RE2: " + regex, e);
        }
    }

    private static Stream<JsonNode> elements(JsonNode parent, String field) {
        return StreamSupport.stream(parent.path(field).spliterator(), false);
    }

    private static List<String> texts(JsonNode parent, String field) {
        return elements(parent, field).map(JsonNode::textValue).toList();
    }

    /** Whether something in this text looks like such a secret. What it is is not told: it might be one. */
    boolean finds(String text, String lowerCase) {
        if (!keywords.isEmpty() && keywords.stream().noneMatch(lowerCase::contains)) {
            return false;
        }
        Matcher matcher = secret.matcher(text);
        while (matcher.find()) {
            String found = captured(matcher);
            if (entropyOf(found) >= entropy && !isAllowed(found)) {
                return true;
            }
        }
        return false;
    }

    /** As gitleaks does: the group that the rule names, else the first one that took part. */
    private String captured(Matcher matcher) {
        if (group > 0) {
            return String.valueOf(matcher.group(group));
        }
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String part = matcher.group(i);
            if (part != null && !part.isEmpty()) {
                return part;
            }
        }
        return matcher.group();
    }

    private boolean isAllowed(String found) {
        String lowerCase = found.toLowerCase(Locale.ROOT);
        return stopwords.stream().anyMatch(lowerCase::contains)
                || allowed.stream().anyMatch(pattern -> pattern.matcher(found).find());
    }

    /** Shannon's entropy, in bits for each character. */
    static double entropyOf(String text) {
        return text.chars()
                .distinct()
                .mapToDouble(
                        c -> (double) text.chars().filter(other -> other == c).count() / text.length())
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }
}
