package pixpro.local;

import java.util.List;
import java.util.Map;

/** A server that PixPro talks to and that the local stack can start. */
interface Neighbour {

    /** @return short name, also of its data folder and log file */
    String name();

    /** @return the port it has when nobody else uses it */
    int usualPort();

    /** @return properties of PixPro of which any, when given by configuration, means: use that one and start none */
    List<String> givenBy();

    /** @return PixPro's properties for the server started on this port */
    Map<String, String> properties(int port);

    /** @return where people find it, from PixPro's properties */
    String url(Properties properties);

    /** Prepares its data (downloads, unpacks, formats) and says how to start it on this port. */
    Launch prepare(Site site, int port) throws Exception;

    /**
     * Returns when the server really answers and has in it what PixPro needs (topics, bucket).
     *
     * @throws Exception when it does not (yet)
     */
    void check(Properties properties) throws Exception;

    /** PixPro's properties by name: what was given, else what the local stack decided. */
    @FunctionalInterface
    interface Properties {
        String get(String name);
    }

    /**
     * What a neighbour has at hand to prepare itself.
     *
     * @param folders where its files go
     * @param artifacts where its software comes from
     * @param ports for ports beside its own
     * @param console for what takes long
     * @param pixproUrl where PixPro itself will be found
     */
    record Site(StackFolders folders, Artifacts artifacts, Ports ports, Console console, String pixproUrl) {}
}
