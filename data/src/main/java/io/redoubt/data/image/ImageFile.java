package io.redoubt.data.image;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A PNG or JPEG file, recognised by its content. Pixels are the samples that Pillow and the common Python loaders read:
 * no colour profile, gamma or EXIF orientation is applied, and grey stays one channel.
 *
 * @param channels 1 for grey, 3 for colour
 * @param height in pixels, as stored
 * @param width in pixels, as stored
 * @param bits bits per sample, as stored; decoded samples have 8
 * @param upright whether the file states no Exif orientation that would rotate or mirror the image
 * @param bytes size of the file
 */
public record ImageFile(Path path, int channels, int height, int width, int bits, boolean upright, long bytes) {
    /** Bounds the memory that one file can take; an uncompressed image of the largest size has 8 MiB. */
    private static final long MAX_BYTES = 64L << 20;

    /** The file, and the parts of it that are decoded. */
    private static final int FILE_COPIES = 3;

    /** Four samples as integers and as the decoder holds them, in up to 16 bits. */
    private static final int BYTES_PER_PIXEL = 32;

    /**
     * Reads the header of a file.
     *
     * @throws InvalidImageException when the file is not a PNG or JPEG image, or has a colour model that is not read
     */
    public static ImageFile open(Path path) throws IOException {
        long bytes = Files.size(path);
        if (bytes > MAX_BYTES) {
            throw new InvalidImageException("has " + bytes + " bytes; at most " + MAX_BYTES + " are read");
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            if (isPng(in)) {
                PngHeader header = PngHeader.read(in);
                return new ImageFile(
                        path,
                        header.channels(),
                        header.height(),
                        header.width(),
                        header.depth(),
                        header.orientation() == ExifOrientation.UPRIGHT,
                        bytes);
            }
            JpegHeader header = JpegHeader.read(in, OutputStream.nullOutputStream());
            return new ImageFile(
                    path,
                    header.channels(),
                    header.height(),
                    header.width(),
                    Byte.SIZE,
                    header.orientation() == ExifOrientation.UPRIGHT,
                    bytes);
        } catch (EOFException e) {
            throw new InvalidImageException("is truncated within its header", e);
        }
    }

    /** Returns an upper bound on the Java heap that {@link #pixels} takes, in bytes: the file and samples as integers. */
    public long decodingBytes() {
        return FILE_COPIES * bytes + (long) BYTES_PER_PIXEL * height * width;
    }

    /**
     * Decodes the image.
     *
     * @return uint8, CHW
     * @throws InvalidImageException when the file is corrupt or has transparent pixels
     */
    public byte[] pixels() throws IOException {
        byte[] file = Files.readAllBytes(path);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            return isPng(in) ? PngImage.pixels(file) : JpegImage.pixels(file);
        } catch (EOFException e) {
            throw new InvalidImageException("is truncated", e);
        }
    }

    /** Creates a reader of the platform on a file in memory; metadata is ignored. */
    static ImageReader reader(String format, InputStream file) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        ImageReader reader = readers.next();
        reader.setInput(new MemoryCacheImageInputStream(file), true, true);
        return reader;
    }

    /** Consumes the signature of a PNG file, or nothing. */
    private static boolean isPng(DataInputStream in) throws IOException {
        in.mark(Long.BYTES);
        byte[] start = in.readNBytes(Long.BYTES);
        if (PngHeader.isSignature(start)) {
            return true;
        }
        if (start.length < 2 || (start[0] & 0xff) != 0xff || (start[1] & 0xff) != 0xd8) {
            throw new InvalidImageException("is not a PNG or JPEG image" + otherFormat(start));
        }
        in.reset();
        return false;
    }

    private static String otherFormat(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        for (String[] format : List.of(
                new String[] {"GIF8", "GIF"},
                new String[] {"BM", "BMP"},
                new String[] {"RIFF", "WebP"},
                new String[] {"II*", "TIFF"},
                new String[] {"MM\0*", "TIFF"},
                new String[] {"P5", "PGM"},
                new String[] {"P6", "PPM"})) {
            if (text.startsWith(format[0])) {
                return "; it looks like " + format[1] + ", convert it to PNG";
            }
        }
        return "";
    }
}
