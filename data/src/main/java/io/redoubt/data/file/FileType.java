package io.redoubt.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a file is by its content: types that are often given in place of the file that is needed. The first bytes decide,
 * and the names of the entries of a zip; nothing is unpacked or executed.
 */
public enum FileType {
    /** None of the others, such as safetensors; its reader says what is wrong with it. */
    OTHER(""),
    /** A directory. */
    DIRECTORY("is a directory; name a file in it"),
    /** A file without bytes. */
    EMPTY("is empty (0 bytes); copy or download it again"),
    /** The text that Git LFS stores in place of a large file. */
    LFS_POINTER("is a Git LFS pointer, not the file itself; get the file with `git lfs pull`"),
    /** HTML. */
    WEB_PAGE("is a web page, perhaps of a sign-in; download the file itself"),
    /** XML, with which object stores answer errors. */
    XML("is XML text, perhaps the error message of a server; download the file again"),
    /** JSON without a length before it, with which servers answer errors. */
    JSON("is JSON text, perhaps the error message of a server; download the file again"),
    /** The list of the files into which a large state dict was split. */
    SHARD_INDEX("is the index of a state dict in several files; save all tensors in one safetensors file"),
    /** Other text. */
    TEXT("is a text file, perhaps the error message of a server; download the file again"),
    /** A zip with code and constants, written by {@code torch.jit.save}. It contains code. */
    TORCHSCRIPT(
            "is a TorchScript archive; `redoubt evaluate` and `redoubt attack` take it as it is with --model; to import"
                    + " it, " + Remedy.SAVE),
    /** A pickle, in a zip or not, written by {@code torch.save}. Reading it can run code. */
    PICKLE("is a PyTorch pickle, which can run code when it is read; " + Remedy.SAVE),
    /** A zip written by {@code torch.export.save}. */
    EXPORTED_PROGRAM("is an archive of torch.export without a state dict; " + Remedy.SAVE),
    /** Another zip. */
    ZIP("is a zip archive; unpack it"),
    /** A zip without its end. */
    DAMAGED_ZIP("is a damaged zip archive, such as torch.save writes; copy or download it again"),
    GZIP("is a gzip file; unpack it with `gunzip`, which needs a name that ends in .gz", "\u001f\u008b"),
    BZIP2("is a bzip2 file; unpack it with `bunzip2`", "BZh"),
    XZ("is an xz file; unpack it with `unxz`", "\u00fd7zXZ\0"),
    SEVEN_ZIP("is a 7z archive; unpack it", "7z\u00bc\u00af\u0027\u001c"),
    RAR("is a RAR archive; unpack it", "Rar!\u001a\u0007"),
    /** An archive that begins with a file. */
    TAR("is a tar archive; unpack it with `tar -xf`"),
    ZSTD("is a Zstandard file; unpack it with `unzstd`", "\u0028\u00b5\u002f\u00fd"),
    /** A protocol buffer that begins with the version of the format and the name of its producer. */
    ONNX("is an ONNX file; " + Remedy.SAVE),
    HDF5("is an HDF5 file, such as Keras writes; " + Remedy.SAVE, "\u0089HDF\r\n\u001a\n"),
    NUMPY("is a NumPy file; " + Remedy.SAVE, "\u0093NUMPY"),
    PNG("is a PNG image", "\u0089PNG\r\n\u001a\n"),
    JPEG("is a JPEG image", "\u00ff\u00d8\u00ff"),
    GGUF("is a GGUF file; " + Remedy.SAVE, "GGUF"),
    PDF("is a PDF document", "%PDF-");

    private static final class Remedy {
        static final String SAVE = "save the state dict as safetensors as docs/interchange.md shows, with"
                + " `safetensors.torch.save_file(model.state_dict(), FILE)`, and import it with `redoubt model import`";
    }

    private static final int START = 512;
    private static final String TAR_MAGIC = "ustar";
    private static final int TAR_MAGIC_OFFSET = 257;
    private static final String ZIP_START = "PK\u0003\u0004";
    private static final List<String> POINTERS =
            List.of("version https://git-lfs.github.com/", "version https://hawser.github.com/");

    /** The version as a number below 128, and the name of the producer with its length. */
    private static final Pattern ONNX_START =
            Pattern.compile("\\x08[\\x01-\\x7f]\\x12[\\x01-\\x7f][\\w.+ -]+[\\x1a\\x22\\x28\\x3a]");

    private static final int PICKLE_START = 0x80;
    private static final int NEWEST_PROTOCOL = 5;

    private final String problem;
    private final String start;

    FileType(String problem) {
        this(problem, "");
    }

    /** @param start the first bytes, one character each */
    FileType(String problem, String start) {
        this.problem = problem;
        this.start = start;
    }

    /** What is wrong with a file of this type where another is needed, after its name; empty for {@link #OTHER}. */
    public String problem() {
        return problem;
    }

    /** Whether a person can have written the file in an editor. */
    public boolean isText() {
        return this == TEXT || this == JSON || this == SHARD_INDEX;
    }

    /** Whether no file of a data set is of this type. */
    public boolean isPlaceholder() {
        return switch (this) {
            case EMPTY, LFS_POINTER, WEB_PAGE, XML, JSON, SHARD_INDEX, PICKLE -> true;
            default -> false;
        };
    }

    /**
     * Looks at a file.
     *
     * @return {@link #OTHER} also for a file that does not exist and for a pipe, which can be read once only
     * @throws IOException if it cannot be read
     */
    public static FileType of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Files.isDirectory(file) ? DIRECTORY : OTHER;
        }
        if (Files.size(file) == 0) {
            return EMPTY;
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(START);
        }
        String content = new String(bytes, StandardCharsets.ISO_8859_1);
        if (content.startsWith(ZIP_START)) {
            return ofEntries(file);
        }
        return Arrays.stream(values())
                .filter(type -> !type.start.isEmpty() && content.startsWith(type.start))
                .findFirst()
                .orElseGet(() -> ofStructure(content, bytes));
    }

    private static FileType ofStructure(String content, byte[] bytes) {
        if (content.startsWith(TAR_MAGIC, TAR_MAGIC_OFFSET)) {
            return TAR;
        }
        return isPickle(bytes) ? PICKLE : ONNX_START.matcher(content).lookingAt() ? ONNX : ofText(bytes);
    }

    // Safetensors begin with the length of their header in eight bytes, of which the last four are zero, and a brace.
    private static boolean isPickle(byte[] bytes) {
        boolean protocol = bytes.length > 1
                && Byte.toUnsignedInt(bytes[0]) == PICKLE_START
                && bytes[1] >= 2
                && bytes[1] <= NEWEST_PROTOCOL;
        return protocol
                && (bytes.length <= Long.BYTES
                        || (bytes[4] | bytes[5] | bytes[6] | bytes[7]) != 0
                        || bytes[Long.BYTES] != '{');
    }

    private static FileType ofText(byte[] bytes) {
        String text = new String(bytes, charset(bytes)).replace("\ufeff", "").strip();
        if (text.chars().anyMatch(c -> c < ' ' && "\t\n\r\f\u001b".indexOf(c) < 0)) {
            return OTHER;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (POINTERS.stream().anyMatch(lower::startsWith)) {
            return LFS_POINTER;
        }
        if (lower.startsWith("<")) {
            return lower.contains("<html") || lower.startsWith("<!doctype html") || !lower.startsWith("<?xml")
                    ? WEB_PAGE
                    : XML;
        }
        if (lower.startsWith("{") || lower.startsWith("[")) {
            return lower.contains("\"weight_map\"") ? SHARD_INDEX : JSON;
        }
        return TEXT;
    }

    private static Charset charset(byte[] bytes) {
        boolean mark = bytes.length > 1 && (bytes[0] == -1 && bytes[1] == -2 || bytes[0] == -2 && bytes[1] == -1);
        return mark ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    private static FileType ofEntries(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            if (has(names, "/constants.pkl") && names.stream().anyMatch(name -> name.contains("/code/"))) {
                return TORCHSCRIPT;
            }
            if (has(names, ".npy")) {
                return NUMPY;
            }
            return has(names, "/archive_format") ? EXPORTED_PROGRAM : has(names, "/data.pkl") ? PICKLE : ZIP;
        } catch (ZipException damaged) {
            return DAMAGED_ZIP;
        }
    }

    private static boolean has(List<String> names, String end) {
        return names.stream().anyMatch(name -> name.endsWith(end));
    }
}
