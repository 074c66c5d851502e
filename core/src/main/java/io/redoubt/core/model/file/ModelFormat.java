package io.redoubt.core.model.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The format of a model file, recognised by its content. */
public enum ModelFormat {
    /** Any other file; the reader reports whether it is valid safetensors. */
    SAFETENSORS,
    /** A zip with code and constants, written by {@code torch.jit.save}. It contains code. */
    TORCHSCRIPT,
    /** A pickle, in a zip or not, written by {@code torch.save}. Reading it can run code. */
    PICKLE,
    /** A zip written by {@code torch.export.save}. */
    EXPORTED_PROGRAM,
    /** Another zip. */
    ARCHIVE;

    private static final int ZIP = 0x504b0304;
    /** The first opcode of every pickle of protocol 2 and later. */
    private static final int PROTOCOL = 0x80;

    private static final int NEWEST_PROTOCOL = 5;

    /** Inspects the first bytes of a file and, if it is a zip, the names of its entries. */
    public static ModelFormat of(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(Long.BYTES);
        }
        if (start.length < Long.BYTES) {
            return SAFETENSORS;
        }
        ByteBuffer bytes = ByteBuffer.wrap(start);
        if (bytes.getInt(0) == ZIP) {
            return ofEntries(file);
        }
        // A safetensors file begins with the length of its header in eight bytes, the last four of which are zero.
        boolean pickle = bytes.getInt(Integer.BYTES) != 0
                && Byte.toUnsignedInt(start[0]) == PROTOCOL
                && start[1] >= 2
                && start[1] <= NEWEST_PROTOCOL;
        return pickle ? PICKLE : SAFETENSORS;
    }

    private static ModelFormat ofEntries(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            if (has(names, "/constants.pkl") && names.stream().anyMatch(name -> name.contains("/code/"))) {
                return TORCHSCRIPT;
            }
            return has(names, "/archive_format") ? EXPORTED_PROGRAM : has(names, "/data.pkl") ? PICKLE : ARCHIVE;
        } catch (ZipException damaged) {
            return ARCHIVE;
        }
    }

    private static boolean has(List<String> names, String end) {
        return names.stream().anyMatch(name -> name.endsWith(end));
    }
}
