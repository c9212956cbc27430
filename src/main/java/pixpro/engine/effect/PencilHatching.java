package pixpro.engine.effect;

import java.util.Random;

/**
 * The strokes of a pencil as a pattern that repeats without a seam: random grain drawn out along a diagonal. Values are
 * spread evenly from 0 to 1, so that a tone of 0.3 covers 0.3 of the paper. Always the same.
 */
final class PencilHatching {
    private static final int SIDE = 512;
    private static final int STROKE = 40;
    private final float[] values = new float[SIDE * SIDE];
    private final float zoom;

    /**
     * @param zoom pixels of the picture for each of the pattern's
     * @param rising whether strokes go from bottom left to top right
     */
    PencilHatching(float zoom, boolean rising) {
        this.zoom = zoom;
        float[] grain = new float[SIDE * SIDE];
        Random random = new Random(rising ? 11 : 12);
        for (int i = 0; i < grain.length; i++) {
            grain[i] = random.nextFloat() - 0.5f;
        }
        float[] drawn = new float[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float sum = 0;
                for (int step = 0; step < STROKE; step++) {
                    // slightly steeper than 45 degrees: a perfect diagonal looks printed
                    int row = rising ? y - step * 9 / 8 : y + step * 9 / 8;
                    sum += grain[wrap(row) * SIDE + wrap(x + step)];
                }
                drawn[y * SIDE + x] = sum;
            }
        }
        spread(smooth(drawn));
    }

    /** Takes the steps out of slanting strokes, which would show as dots in a large picture. */
    private static float[] smooth(float[] drawn) {
        float[] smooth = new float[drawn.length];
        for (int i = 0; i < smooth.length; i++) {
            int row = i / SIDE;
            for (int down = -1; down <= 1; down++) {
                for (int across = -1; across <= 1; across++) {
                    int weight = (2 - Math.abs(down)) * (2 - Math.abs(across));
                    smooth[i] += weight * drawn[wrap(row + down) * SIDE + wrap(i + across)] / 16f;
                }
            }
        }
        return smooth;
    }

    /** The sums of many are normally distributed; this makes them even again. */
    private void spread(float[] drawn) {
        double squares = 0;
        for (float value : drawn) {
            squares += value * value;
        }
        double sigma = Math.sqrt(squares / drawn.length);
        for (int i = 0; i < drawn.length; i++) {
            values[i] = (float) (1 / (1 + Math.exp(-1.702 * drawn[i] / sigma)));
        }
    }

    /** Gives 0 (the first to be drawn on) to 1 at a pixel of the picture. */
    float at(int x, int y) {
        float column = x / zoom;
        float row = y / zoom;
        int left = (int) column;
        int top = (int) row;
        float right = column - left;
        float below = row - top;
        float upper = mix(value(left, top), value(left + 1, top), right);
        float lower = mix(value(left, top + 1), value(left + 1, top + 1), right);
        return mix(upper, lower, below);
    }

    private float value(int x, int y) {
        return values[(y & SIDE - 1) * SIDE + (x & SIDE - 1)];
    }

    private static float mix(float one, float other, float share) {
        return one + (other - one) * share;
    }

    private static int wrap(int at) {
        return at & SIDE - 1;
    }
}
