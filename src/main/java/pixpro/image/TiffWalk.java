package pixpro.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/** Walks the chain of pages of a TIFF or BigTIFF (TIFF 6.0, section 2; BigTIFF design by AWare Systems). */
final class TiffWalk {

    private static final int LITTLE_ENDIAN_MARK = 0x4949;
    private static final int BIG = 43;

    private final ByteWindow in;
    private final FrameBudget budget;

    TiffWalk(ByteWindow in, FrameBudget budget) {
        this.in = in;
        this.budget = budget;
    }

    ImageFacts walk() throws IOException, UnfitImageException {
        in.order(in.u16() == LITTLE_ENDIAN_MARK ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean big = in.u16() == BIG;
        if (big && (in.u16() != Long.BYTES || in.u16() != 0)) {
            throw UnfitImageException.corrupt("its BigTIFF header is impossible");
        }
        long offset = big ? in.i64() : in.u32();
        TiffPage first = null;
        Set<Long> visited = new HashSet<>();
        while (offset != 0) {
            if (!visited.add(offset)) {
                throw UnfitImageException.corrupt("its TIFF pages run in a circle");
            }
            in.seek(offset);
            TiffDirectory directory = new TiffDirectory(in, big, TiffPage.TAGS);
            TiffPage page = TiffPage.read(directory);
            budget.frame(page.storedWidth(), page.storedHeight());
            page.requireData(in.length());
            first = first == null ? page : first;
            offset = directory.next();
        }
        if (first == null) {
            throw UnfitImageException.corrupt("it has no pixels");
        }
        return new ImageFacts(
                ImageFormat.TIFF,
                first.width(),
                first.height(),
                first.alpha(),
                budget.frames(),
                first.orientation(),
                in.length());
    }
}
