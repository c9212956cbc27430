package pixpro.process;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An effect's prompt with a job's parameters filled in. What a parameter says is put in as it is and never looked at
 * again: a user's text is data, no template.
 *
 * @param text the words for the model
 * @param used names of the parameters that it mentions
 */
public record Prompt(String text, Set<String> used) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /**
     * @param template words with places such as {@code {language}}; null for none
     * @param params the job's parameters; a place that names none of them stays as it is
     * @return the prompt
     */
    static Prompt fill(String template, Map<String, Object> params) {
        Set<String> used = new HashSet<>();
        String text = PLACE.matcher(template == null ? "" : template).replaceAll(place -> {
            String name = place.group(1);
            if (!params.containsKey(name)) {
                return Matcher.quoteReplacement(place.group());
            }
            used.add(name);
            return Matcher.quoteReplacement(String.valueOf(params.get(name)));
        });
        return new Prompt(text, used);
    }
}
