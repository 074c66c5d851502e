package io.redoubt.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The orientation in the Exif data of an image, from 1 (upright) to 8. */
final class ExifOrientation {
    /** The image is shown as stored; also the value if no orientation is stated. */
    static final int UPRIGHT = 1;

    private static final int LAST = 8;
    private static final int TAG = 0x112;
    private static final int ENTRY_BYTES = 12;
    private static final int HEADER_BYTES = 8;

    private ExifOrientation() {}

    /**
     * Reads the first directory of a TIFF structure.
     *
     * @return the orientation; {@link #UPRIGHT} if the data is not such a structure, as image viewers assume
     */
    static int of(byte[] tiff) {
        if (tiff.length < HEADER_BYTES || tiff[0] != tiff[1] || tiff[0] != 'I' && tiff[0] != 'M') {
            return UPRIGHT;
        }
        ByteBuffer data = ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = data.getInt(4);
        if (directory < HEADER_BYTES || directory > tiff.length - Short.BYTES) {
            return UPRIGHT;
        }
        int entries = Short.toUnsignedInt(data.getShort(directory));
        int first = directory + Short.BYTES;
        for (int at = first; at <= tiff.length - ENTRY_BYTES && at < first + entries * ENTRY_BYTES; at += ENTRY_BYTES) {
            if (Short.toUnsignedInt(data.getShort(at)) == TAG) {
                int value = Short.toUnsignedInt(data.getShort(at + HEADER_BYTES));
                return value >= UPRIGHT && value <= LAST ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
