package pixpro.effect;

import java.util.Map;

/**
 * An effect as clients see it.
 *
 * @param id what {@code POST /api/images} takes as {@code effect}
 * @param title short name for people
 * @param description one sentence for people
 * @param result {@code image}, {@code detections} or {@code text}
 * @param params JSON Schema (2020-12) of the object {@code params}
 */
public record CatalogueEntry(String id, String title, String description, String result, Map<String, Object> params) {}
