package pixpro.engine.photo;

import java.nio.ByteBuffer;

/** Walks the chunks of a PNG file: finds its size and orientation and whether it is all there. */
final class PngStructure {
    private static final int IHDR = 0x49484452;
    private static final int EXIF = 0x65584966;
    private static final int IEND = 0x49454E44;

    private PngStructure() {}

    static ImageHeader read(ByteBuffer file) {
        int width = 0;
        int height = 0;
        int orientation = 1;
        file.position(8);
        while (true) {
            int length = file.getInt();
            int type = file.getInt();
            int data = file.position();
            if (type == IEND) {
                return new ImageHeader(PhotoFormat.PNG, width, height, orientation);
            }
            if (type == IHDR) {
                width = file.getInt(data);
                height = file.getInt(data + 4);
            } else if (type == EXIF) {
                orientation = TiffDirectory.orientation(file.slice(data, length));
            }
            // the checksum follows the data
            file.position(Math.addExact(data, Math.addExact(Math.max(length, 0), 4)));
        }
    }
}
