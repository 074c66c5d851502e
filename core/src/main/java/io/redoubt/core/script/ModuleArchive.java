package io.redoubt.core.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file format of a TorchScript module without parameters: a zip of stored entries that holds the source, the pickled
 * module object (one attribute, {@code training = True}), an empty table of constants and a version.
 */
final class ModuleArchive {
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private ModuleArchive() {}

    static byte[] bytes(ScriptSource source) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "m/data.pkl", moduleObject());
            store(zip, "m/code/__torch__.py", source.text().getBytes(StandardCharsets.UTF_8));
            store(zip, "m/constants.pkl", NO_CONSTANTS);
            store(zip, "m/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Pickle protocol 2: an instance of the class whose state is {@code {"training": True}}. */
    private static byte[] moduleObject() {
        String attribute = "training";
        String pickle = "\u0080\u0002c__torch__\n" + ScriptSource.CLASS + "\n)\u0081}(X" + (char) attribute.length()
                + "\0\0\0" + attribute + "\u0088ub.";
        return pickle.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The reader of the engine accepts no compressed entries, and a stored entry needs its size and checksum first. */
    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
