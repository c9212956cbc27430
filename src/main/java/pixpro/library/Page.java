package pixpro.library;

import java.util.List;

/**
 * Some of many.
 *
 * @param items in order
 * @param nextCursor asks for the items that follow; null after the last
 */
public record Page<T>(List<T> items, String nextCursor) {}
