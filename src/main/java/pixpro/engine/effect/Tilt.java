package pixpro.engine.effect;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.LineSegmentDetector;

/**
 * By how much a picture leans, told by its straight lines: those near the horizontal and the vertical vote with their
 * length for the angle that would make them exactly so. Without a clear majority there is no answer.
 */
final class Tilt {
    private static final double WORK_SIDE = 1200;
    private static final double BINS_PER_DEGREE = 10;

    /** Lines within this many degrees of each other say the same. */
    private static final double AGREEMENT = 0.6;

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
            return vote(ends, Math.min(small.cols(), small.rows()), range);
        }
    }

    private static double vote(float[] ends, int shorterSide, double range) {
        // lines up to 20 degrees off are counted even if the answer may not be: what is against it has a say, too
        double reach = 20;
        double[] votes = new double[(int) (2 * reach * BINS_PER_DEGREE) + 1];
        double[][] ballots = new double[ends.length / 4][];
        double all = 0;
        for (int i = 0; i < ballots.length; i++) {
            double across = ends[4 * i + 2] - ends[4 * i];
            double down = ends[4 * i + 3] - ends[4 * i + 1];
            double length = Math.hypot(across, down);
            double lean = Math.IEEEremainder(Math.toDegrees(Math.atan2(down, across)), 90);
            boolean counts = length >= 0.04 * shorterSide && Math.abs(lean) <= reach;
            // a long line is measured better, and more likely an edge of something built
            ballots[i] = new double[] {lean, counts ? length * Math.sqrt(length / shorterSide) : 0};
            all += ballots[i][1];
            votes[(int) Math.round((Math.max(-reach, Math.min(reach, lean)) + reach) * BINS_PER_DEGREE)] +=
                    ballots[i][1];
        }
        double lean = peak(votes) / BINS_PER_DEGREE - reach;
        double[] agreeing = mean(ballots, lean, AGREEMENT);
        boolean certain = agreeing[1] > 0.3 * all && agreeing[1] > 0.12 * shorterSide;
        if (!certain || Math.abs(agreeing[0]) > range || Math.abs(agreeing[0]) < 0.15) {
            return 0;
        }
        return -agreeing[0];
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
    private static double[] mean(double[][] ballots, double lean, double near) {
        double sum = 0;
        double weight = 0;
        for (double[] ballot : ballots) {
            if (Math.abs(ballot[0] - lean) <= near) {
                sum += ballot[0] * ballot[1];
                weight += ballot[1];
            }
        }
        return new double[] {weight == 0 ? 0 : sum / weight, weight};
    }
}
