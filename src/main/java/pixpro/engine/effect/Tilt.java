package pixpro.engine.effect;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.LineSegmentDetector;

/**
 * By how much a picture leans, told by its straight lines: those near the horizontal and the vertical vote with their
 * length for the angle that would make them exactly so; upright ones may converge, as those of a tower seen from below.
 * Without a clear majority there is no answer.
 */
final class Tilt {
    private static final double WORK_SIDE = 1200;
    private static final double BINS_PER_DEGREE = 10;

    /** Lines within this many degrees of each other say the same. */
    private static final double AGREEMENT = 0.6;

    /** Less than this many degrees is neither seen nor certain, and not worth the pixels that a turn costs. */
    private static final double LEVEL = 0.5;

    /** Lines further off say nothing; more than the answer may be, since what is against it has a say, too. */
    private static final double REACH = 20;

    /** Degrees by which upright lines at the left and right edge may lean inwards, as seen from below, or outwards. */
    private static final double MOST_CONVERGING = 12;

    private static final int LEAN = 0;
    private static final int WEIGHT = 1;
    private static final int PLACE = 2;

    private Tilt() {}

    /**
     * Measures a picture.
     *
     * @param luma 8 bits, one channel
     * @param range the most degrees looked for, to either side
     * @return degrees, positive if the picture has to be turned clockwise to be level; 0 if it is level or nothing is
     *     certain
     */
    static double of(Mat luma, double range) {
        double scale = Math.min(1, WORK_SIDE / Math.max(luma.cols(), luma.rows()));
        try (Mat small = new Mat();
                Mat lines = new Mat();
                LineSegmentDetector detector = opencv_imgproc.createLineSegmentDetector();
                Size size = new Size((int) Math.max(1, Math.round(luma.cols() * scale)), (int)
                        Math.max(1, Math.round(luma.rows() * scale)))) {
            opencv_imgproc.resize(luma, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            if (Math.min(small.cols(), small.rows()) < 32) {
                return 0;
            }
            detector.detect(small, lines);
            if (lines.empty()) {
                return 0;
            }
            float[] ends = new float[lines.rows() * 4];
            try (FloatPointer pointer = new FloatPointer(lines.data())) {
                pointer.get(ends);
            }
            return vote(ends, small.cols(), small.rows(), range);
        }
    }

    private static double vote(float[] ends, int columns, int rows, double range) {
        int shorterSide = Math.min(columns, rows);
        double[][] ballots = new double[ends.length / 4][];
        double all = 0;
        for (int i = 0; i < ballots.length; i++) {
            ballots[i] = ballot(ends, 4 * i, columns, shorterSide);
            all += ballots[i][WEIGHT];
        }
        double[] best = {0, 0};
        double most = -1;
        for (double converging = -MOST_CONVERGING; converging <= MOST_CONVERGING; converging++) {
            double[] agreeing = agreeing(ballots, converging);
            // with a freedom more, chance finds more lines that agree
            double weight = agreeing[WEIGHT] * (1 - 0.015 * Math.abs(converging));
            if (weight > most) {
                most = weight;
                best = agreeing;
            }
        }
        boolean certain = most > 0.35 * all && most > 0.12 * shorterSide;
        if (!certain || Math.abs(best[LEAN]) > range || Math.abs(best[LEAN]) < LEVEL) {
            return 0;
        }
        return -best[LEAN];
    }

    /** Gives how far a line leans, how much that counts, and for upright lines where they are: -1 left to 1 right. */
    private static double[] ballot(float[] ends, int at, int columns, int shorterSide) {
        double across = ends[at + 2] - ends[at];
        double down = ends[at + 3] - ends[at + 1];
        double length = Math.hypot(across, down);
        double lean = Math.IEEEremainder(Math.toDegrees(Math.atan2(down, across)), 90);
        boolean counts = length >= 0.04 * shorterSide && Math.abs(lean) <= REACH;
        // a long line is measured better, and more likely an edge of something built
        double weight = counts ? length * Math.sqrt(length / shorterSide) : 0;
        double place = Math.abs(down) > Math.abs(across) ? (ends[at] + ends[at + 2]) / columns - 1 : 0;
        return new double[] {lean, weight, place};
    }

    /** Gives the angle most lines agree on, and their weight, if upright ones lean together towards the top. */
    private static double[] agreeing(double[][] ballots, double converging) {
        double[] votes = new double[(int) (2 * REACH * BINS_PER_DEGREE) + 1];
        for (double[] ballot : ballots) {
            double lean = Math.max(-REACH, Math.min(REACH, ballot[LEAN] - converging * ballot[PLACE]));
            votes[(int) Math.round((lean + REACH) * BINS_PER_DEGREE)] += ballot[WEIGHT];
        }
        return mean(ballots, converging, peak(votes) / BINS_PER_DEGREE - REACH);
    }

    /** The bin around which there are most votes. */
    private static int peak(double[] votes) {
        int width = (int) (AGREEMENT * BINS_PER_DEGREE);
        int best = votes.length / 2;
        double most = -1;
        for (int at = 0; at < votes.length; at++) {
            double sum = 0;
            for (int near = Math.max(0, at - width); near <= Math.min(votes.length - 1, at + width); near++) {
                sum += votes[near] * (1 - Math.abs(near - at) / (width + 1.0));
            }
            if (sum > most) {
                most = sum;
                best = at;
            }
        }
        return best;
    }

    /** Gives the mean of the votes near an angle, and their sum. */
    private static double[] mean(double[][] ballots, double converging, double lean) {
        double sum = 0;
        double weight = 0;
        for (double[] ballot : ballots) {
            double own = ballot[LEAN] - converging * ballot[PLACE];
            if (Math.abs(own - lean) <= AGREEMENT) {
                sum += own * ballot[WEIGHT];
                weight += ballot[WEIGHT];
            }
        }
        return new double[] {weight == 0 ? 0 : sum / weight, weight};
    }
}
