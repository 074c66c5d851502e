package io.redoubt.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.memory.ByteSize;
import io.redoubt.data.safetensors.DType;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The canonical form of a data set: one safetensors file with {@code train.images} and {@code test.images} (uint8,
 * [n,c,h,w]), {@code train.labels} and {@code test.labels} (uint8, or int64 beyond 256 classes; [n]), and the name, the
 * classes (a JSON array), the source and the licence as metadata. Equal data sets have equal bytes, so the SHA-256 of
 * the file identifies the data set.
 */
public final class DatasetFile {
    /** The file name in the store. */
    public static final String NAME = "data.safetensors";

    private static final int UINT8_VALUES = 256;

    /** Of images; the rest is for labels and names. */
    private static final long MAX_BYTES = Integer.MAX_VALUE - (64L << 20);

    private DatasetFile() {}

    /**
     * Decodes the images of a data set that is to be written.
     *
     * @throws DatasetException when they exceed 2 GiB, before any is decoded, or cannot be decoded
     */
    public static ImageDataset load(ImageDataset dataset) {
        ImageSet test = dataset.test();
        long images = (long) dataset.train().size() + test.size();
        if (images * test.imageBytes() > MAX_BYTES) {
            throw new DatasetException(
                    Code.WRONG_SIZE,
                    dataset.name() + " has " + images + " images of " + test.channels() + "x" + test.height() + "x"
                            + test.width() + ", " + ByteSize.text(images * test.imageBytes())
                            + " in all; a data set has at most 2 GiB: use at most " + MAX_BYTES / test.imageBytes()
                            + " images, such as with --train and --test of `redoubt data add` and --images of `redoubt"
                            + " evaluate`, or smaller ones");
        }
        return dataset.load();
    }

    /**
     * Writes a data set to a stream.
     *
     * @param out not closed
     * @return the SHA-256 of the written bytes, in lower-case hexadecimal
     * @throws DatasetException as of {@link #load}
     */
    public static String write(ImageDataset dataset, OutputStream out) throws IOException {
        return writeLoaded(load(dataset), out);
    }

    private static String writeLoaded(ImageDataset dataset, OutputStream out) throws IOException {
        DigestOutputStream digested = new DigestOutputStream(out, sha256());
        List<Tensor> tensors = List.of(
                images("train", dataset.train()),
                labels("train", dataset.train(), dataset.classes().size()),
                images("test", dataset.test()),
                labels("test", dataset.test(), dataset.classes().size()));
        Map<String, String> metadata = Map.of(
                "name", dataset.name(),
                "classes", Json.write(dataset.classes()),
                "source", dataset.origin().source(),
                "licence", dataset.origin().licence());
        Safetensors.write(digested, tensors, metadata);
        return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    }

    /**
     * Writes a data set to a file and returns its manifest.
     *
     * @param file created or replaced
     * @return the manifest, which is stored next to the file
     */
    public static DatasetManifest write(ImageDataset dataset, Path file) throws IOException {
        String sha256;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            sha256 = write(dataset, out);
        }
        ImageSet train = dataset.train();
        return new DatasetManifest(
                SchemaVersion.VERSION,
                dataset.name(),
                sha256,
                Files.size(file),
                dataset.classes(),
                train.channels(),
                train.height(),
                train.width(),
                train.size(),
                dataset.test().size());
    }

    /** Returns the digest of a data set: the SHA-256 of the bytes that {@link #write} writes. */
    public static String sha256(ImageDataset dataset) {
        try {
            return write(dataset, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IllegalStateException("a null output stream does not fail", e);
        }
    }

    /**
     * Reads a data set by mapping its file into memory. The file must not change while the data set is in use.
     *
     * @throws DatasetException when the file is not a valid data set
     */
    public static ImageDataset read(Path file) throws IOException {
        try {
            Safetensors content = Safetensors.read(file);
            DatasetOrigin origin = new DatasetOrigin(metadata(content, "source"), metadata(content, "licence"));
            return new ImageDataset(
                    metadata(content, "name"),
                    classes(metadata(content, "classes")),
                    imageSet(content, "train"),
                    imageSet(content, "test"),
                    origin);
        } catch (IllegalArgumentException e) {
            String problem = e.getMessage();
            boolean named = problem.contains(file.toString());
            throw new DatasetException(Code.WRONG_FORMAT, named ? problem : file + ": " + problem, e);
        }
    }

    private static Tensor images(String split, ImageSet set) {
        long[] shape = {set.size(), set.channels(), set.height(), set.width()};
        return new Tensor(split + ".images", DType.U8, shape, set.pixels());
    }

    private static Tensor labels(String split, ImageSet set, int classes) {
        long[] shape = {set.size()};
        String name = split + ".labels";
        if (classes > UINT8_VALUES) {
            long[] labels = new long[set.size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = set.label(i);
            }
            return Tensor.of(name, shape, labels);
        }
        byte[] labels = new byte[set.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) set.label(i);
        }
        return Tensor.of(name, shape, labels);
    }

    private static ImageSet imageSet(Safetensors content, String split) {
        Tensor images = content.tensor(split + ".images");
        Tensor labels = content.tensor(split + ".labels");
        long[] shape = images.shape();
        if (images.dtype() != DType.U8 || shape.length != 4) {
            throw new IllegalArgumentException(images + "; expected U8[n, c, h, w]");
        }
        if (labels.shape().length != 1 || labels.elements() != shape[0]) {
            throw new IllegalArgumentException(labels + "; expected [" + shape[0] + "], one label per image");
        }
        try {
            return new ImageSet(
                    Math.toIntExact(shape[1]),
                    Math.toIntExact(shape[2]),
                    Math.toIntExact(shape[3]),
                    images.data(),
                    labels(labels));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(images + "; the dimensions are too large", e);
        }
    }

    private static int[] labels(Tensor tensor) {
        ByteBuffer data = tensor.data();
        int[] labels = new int[Math.toIntExact(tensor.elements())];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = switch (tensor.dtype()) {
                case U8 -> data.get() & 0xff;
                case I64 -> Math.toIntExact(data.getLong());
                default -> throw new IllegalArgumentException(tensor + "; expected U8 or I64");
            };
        }
        return labels;
    }

    private static List<String> classes(String json) {
        List<String> names = new ArrayList<>();
        try {
            for (JsonNode name : Json.mapper().readTree(json)) {
                if (!name.isTextual()) {
                    throw new IllegalArgumentException(
                            "metadata 'classes' contains " + name + ", which is not a string");
                }
                names.add(name.textValue());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("metadata 'classes' is not a JSON array of strings", e);
        }
        return names;
    }

    private static String metadata(Safetensors content, String key) {
        String value = content.metadata().get(key);
        if (value == null) {
            throw new IllegalArgumentException("metadata '" + key + "' is missing");
        }
        return value;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
