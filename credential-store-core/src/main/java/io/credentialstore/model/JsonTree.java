package io.credentialstore.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.credentialstore.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns plain Java values into JSON and refuses everything else, so that no bean or secret is serialized by accident. */
final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTree() {}

    static JsonNode of(@Nullable Object value, int levels) {
        if (value instanceof Map<?, ?> map) {
            return object(map, inside(levels));
        }
        if (value instanceof List<?> list) {
            return array(list, inside(levels));
        }
        return leaf(value);
    }

    private static int inside(int levels) {
        if (levels == 0) {
            throw new InvalidInputException("metadata", "is nested deeper than " + Metadata.MAX_DEPTH + " levels");
        }
        return levels - 1;
    }

    private static ObjectNode object(Map<?, ?> map, int levels) {
        ObjectNode node = NODES.objectNode();
        map.forEach((key, value) -> {
            if (!(key instanceof String text)) {
                throw new InvalidInputException("metadata", "must have strings as keys");
            }
            node.set(text, of(value, levels));
        });
        return node;
    }

    private static ArrayNode array(List<?> list, int levels) {
        ArrayNode node = NODES.arrayNode();
        list.forEach(value -> node.add(of(value, levels)));
        return node;
    }

    private static JsonNode leaf(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof String text) {
            return NODES.textNode(text);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof BigDecimal number) {
            return NODES.numberNode(number);
        }
        if (value instanceof BigInteger number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Double || value instanceof Float) {
            return fraction(((Number) value).doubleValue());
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return NODES.numberNode(((Number) value).longValue());
        }
        throw new InvalidInputException("metadata", "must hold only strings, numbers, booleans, nulls, lists and maps");
    }

    private static JsonNode fraction(double number) {
        if (!Double.isFinite(number)) {
            throw new InvalidInputException("metadata", "must not hold NaN or infinity: JSON has no such numbers");
        }
        return NODES.numberNode(number);
    }
}
