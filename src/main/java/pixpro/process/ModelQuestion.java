package pixpro.process;

import java.util.Map;

/**
 * What a model is asked.
 *
 * @param chat whether as a message ({@code /api/chat}) instead of a prompt ({@code /api/generate})
 * @param model the model's name
 * @param prompt the words; may be empty
 * @param options {@code options} of the API; may be empty
 * @param fields further fields of the request itself, for example {@code width}; may be empty
 * @param format JSON Schema that the answer must fit; null for free words
 * @param keepAlive how long the model stays loaded, as in {@code 10m}; null for the backend's own rule
 * @param stream whether the answer comes piece by piece
 * @param objection what was wrong with the answer before; null the first time
 */
public record ModelQuestion(
        boolean chat,
        String model,
        String prompt,
        Map<String, Object> options,
        Map<String, Object> fields,
        Object format,
        String keepAlive,
        boolean stream,
        Objection objection) {

    /**
     * A chance to do better.
     *
     * @param answer what the model said
     * @param fault what is wrong with it
     */
    public record Objection(String answer, String fault) {

        private static final int SHOWN = 4000;

        public Objection {
            answer = answer.length() > SHOWN ? answer.substring(0, SHOWN) : answer;
            fault = fault.length() > SHOWN ? fault.substring(0, SHOWN) : fault;
        }

        String sentence() {
            return "That answer does not fit the schema: " + fault
                    + "\nAnswer again, with nothing but JSON that fits the schema.";
        }
    }
}
