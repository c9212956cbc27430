package pixpro.project;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words as they are searched for: without case and accents, so that “cafe” finds “Café”. Letters and digits, no more. */
public final class Words {

    private static final int LONGEST = 40;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    /**
     * @param text any
     * @return its words, in their order, each once
     */
    public static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : BETWEEN.split(plain(text))) {
            if (!word.isEmpty()) {
                words.add(word.substring(0, word.offsetByCodePoints(0, length(word))));
            }
        }
        return words;
    }

    /**
     * @param text any
     * @return it without case and accents, for comparing
     */
    static String plain(String text) {
        String small = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        return MARKS.matcher(small).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static int length(String word) {
        return Math.min(LONGEST, word.codePointCount(0, word.length()));
    }
}
