package pixpro.corpus;

/**
 * A file that must be refused.
 *
 * @param fileName what a client would call it; often a lie
 * @param bytes the file
 * @param problem the kebab-case problem a client must be told
 */
public record BadImage(String fileName, byte[] bytes, String problem) {

    @Override
    public String toString() {
        return fileName + " (" + bytes.length + " bytes) is " + problem;
    }
}
