package pixpro.effect;

import java.util.Map;

/**
 * An effect as clients see it.
 *
 * @param id what {@code POST /api/images} takes as {@code effect}
 * @param title short name for people
 * @param description one sentence for people
 * @param result {@code image}, {@code detections}, {@code data} or {@code text}
 * @param params JSON Schema (2020-12) of the object {@code params}
 * @param capability what a backend must offer to do it
 * @param revision of the effect's file: the beginning of its SHA-256; null if it has none
 * @param available whether a backend that offers it is up
 */
public record CatalogueEntry(
        String id,
        String title,
        String description,
        String result,
        Map<String, Object> params,
        String capability,
        String revision,
        boolean available) {}
