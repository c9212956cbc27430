package pixpro.socketio;

/** How deep JSON is nested, without reading it: the packet format's reader would go down however deep it is. */
final class JsonDepth {

    private JsonDepth() {}

    /**
     * @param text JSON, or anything else
     * @return how many objects and arrays are open at once, strings left out
     */
    static int of(String text) {
        int deepest = 0;
        int open = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '[' || c == '{')) {
                deepest = Math.max(deepest, ++open);
            } else if (!quoted && (c == ']' || c == '}')) {
                open--;
            }
        }
        return deepest;
    }
}
