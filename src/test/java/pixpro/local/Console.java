package pixpro.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the person who typed the command reads. */
public final class Console {

    private final PrintStream out;
    private final long begin = System.nanoTime();

    Console(PrintStream out) {
        this.out = out;
    }

    /** @return the console of this process */
    public static Console ofThisProcess() {
        return new Console(System.out);
    }

    /** One line on what is happening, with the seconds since the beginning. */
    public void progress(String line) {
        // CHECKSTYLE OFF: this is the console
        out.println(String.format(Locale.ROOT, "[%5.1f s] %s", seconds(), line));
        // CHECKSTYLE ON
    }

    public void text(String text) {
        // CHECKSTYLE OFF: this is the console
        out.println(text);
        // CHECKSTYLE ON
    }

    /** @param rows each with as many cells as the first; columns are as wide as their widest cell */
    public void table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int i = 0; i < columns; i++) {
                line.append(' ')
                        .append(row.get(i))
                        .append(" ".repeat(widths[i] - row.get(i).length() + 1));
            }
            text(line.toString().stripTrailing());
        }
    }

    double seconds() {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    }
}
