package io.redoubt.core.script;

import io.redoubt.data.safetensors.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The file format of a TorchScript module: a zip of stored entries that holds the source, the pickled module object, the
 * data of its tensors, an empty table of constants and a version.
 */
public final class ModuleArchive {
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private ModuleArchive() {}

    /** A module without tensors, in training mode. */
    static byte[] bytes(ScriptSource source) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(bytes, source, new ModulePickle(true, List.of()), List.of());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes a module in evaluation mode, which {@code torch.jit.load} reads.
     *
     * @param tensors float32; each an {@linkplain ScriptSource#attribute attribute} of the source, by its name
     * @throws IllegalArgumentException when a tensor is not float32
     */
    public static void write(OutputStream out, ScriptSource source, List<Tensor> tensors) throws IOException {
        write(out, source, new ModulePickle(false, tensors), tensors);
    }

    private static void write(OutputStream out, ScriptSource source, ModulePickle module, List<Tensor> tensors)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        store(zip, "m/data.pkl", module.bytes());
        store(zip, "m/code/__torch__.py", source.text().getBytes(StandardCharsets.UTF_8));
        store(zip, "m/constants.pkl", NO_CONSTANTS);
        for (int i = 0; i < tensors.size(); i++) {
            store(zip, "m/data/" + i, tensors.get(i).data());
        }
        store(zip, "m/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        zip.finish();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        store(zip, name, ByteBuffer.wrap(content));
    }

    /** The reader of the engine accepts no compressed entries, and a stored entry needs its size and checksum first. */
    private static void store(ZipOutputStream zip, String name, ByteBuffer content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content.duplicate());
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.remaining());
        entry.setCrc(checksum.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        WritableByteChannel channel = Channels.newChannel(zip);
        while (content.hasRemaining()) {
            channel.write(content);
        }
        zip.closeEntry();
    }
}
