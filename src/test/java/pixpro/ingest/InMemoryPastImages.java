package pixpro.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A library for tests. */
public final class InMemoryPastImages implements PastImages {

    private final Map<String, PastImage> images = new HashMap<>();

    void put(String owner, String sha256, PastImage image) {
        images.put(owner + sha256, image);
    }

    @Override
    public Optional<PastImage> find(String owner, String sha256) {
        return Optional.ofNullable(images.get(owner + sha256));
    }

    @Override
    public boolean has(String owner, String id) {
        return images.values().stream()
                .map(PastImage::image)
                .anyMatch(image -> image.owner().equals(owner) && image.id().equals(id));
    }
}
