package io.redoubt.cli.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes one event file: records of TensorFlow's {@code Event} message, each with its length and masked CRC-32C checksums of
 * the length and of the content. Each record is written at once, so that TensorBoard can read the file while it grows.
 */
final class EventFile implements AutoCloseable {

    private static final String FILE_VERSION = "brain.Event:2";
    private static final int MASK = 0xa282ead8;
    private static final int ROTATION = 15;
    private static final int WRAPPER_BYTES = Long.BYTES + 2 * Integer.BYTES;

    // Fields of Event, Summary and Summary.Value.
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    private final OutputStream out;

    /**
     * Creates or replaces the file of a run.
     *
     * @param runs the folder of all runs
     * @param name of the run, which is the path of its folder. It comes from messages, which must not choose another folder
     * @throws IllegalArgumentException if the name is not that of a folder in {@code runs}
     */
    EventFile(Path runs, String name) throws IOException {
        Path run = runs.resolve(name).normalize();
        if (!run.startsWith(runs.normalize())) {
            throw new IllegalArgumentException("the name of a job or subject is not the name of a folder: " + name);
        }
        Files.createDirectories(run);
        // TensorBoard recognises the files by a part of the name. One name per run, so that another export replaces it.
        out = Files.newOutputStream(run.resolve("events.out.tfevents.0.redoubt"));
        write(new ProtoMessage().add(WALL_TIME, 0.0).add(VERSION, FILE_VERSION));
    }

    /**
     * Adds the values of one step.
     *
     * @param values scalars by tag; those that are NaN or infinite are written, too
     */
    void add(Instant time, long step, Map<String, Double> values) throws IOException {
        ProtoMessage summary = new ProtoMessage();
        values.forEach((tag, value) ->
                summary.add(VALUE, new ProtoMessage().add(TAG, tag).add(SIMPLE_VALUE, value.floatValue())));
        write(new ProtoMessage()
                .add(WALL_TIME, time.toEpochMilli() / 1000.0)
                .add(STEP, step)
                .add(SUMMARY, summary));
    }

    private void write(ProtoMessage event) throws IOException {
        byte[] content = event.toBytes();
        ByteBuffer record = ByteBuffer.allocate(content.length + WRAPPER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(content.length);
        record.putInt(maskedChecksum(record.array(), Long.BYTES));
        record.put(content);
        record.putInt(maskedChecksum(content, content.length));
        out.write(record.array());
    }

    private static int maskedChecksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return Integer.rotateRight((int) checksum.getValue(), ROTATION) + MASK;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
