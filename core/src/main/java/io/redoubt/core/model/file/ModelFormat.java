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

/** What a file with a network is, by its content. */
public enum ModelFormat {
    /** Anything that is none of the others; its reader says whether it is safetensors. */
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

    /** Looks at the first bytes of a file, and at the names of the entries if it is a zip. */
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
        // Safetensors begin with the length of their header in eight bytes, of which the last four are zero.
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
