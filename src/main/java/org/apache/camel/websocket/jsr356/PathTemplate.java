package org.apache.camel.websocket.jsr356;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A path such as {@code /rooms/{room}}. */
final class PathTemplate {

    private final List<String> segments;
    private final String text;

    PathTemplate(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("A path begins with a slash, but this one does not: " + text);
        }
        this.text = text;
        this.segments = List.of(text.split("/", -1));
    }

    /** The parameters' values when the path fits, or null when it does not. */
    Map<String, String> match(String path) {
        String[] actual = path.split("/", -1);
        if (actual.length != segments.size()) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < actual.length; i++) {
            String expected = segments.get(i);
            if (isParameter(expected)) {
                if (actual[i].isEmpty()) {
                    return null;
                }
                parameters.put(expected.substring(1, expected.length() - 1), actual[i]);
            } else if (!expected.equals(actual[i])) {
                return null;
            }
        }
        return parameters;
    }

    /** How many parameters it has: of two paths that fit, the one with fewer is meant. */
    int parameters() {
        return (int) segments.stream().filter(PathTemplate::isParameter).count();
    }

    private static boolean isParameter(String segment) {
        return segment.length() > 2 && segment.startsWith("{") && segment.endsWith("}");
    }

    @Override
    public String toString() {
        return text;
    }
}
