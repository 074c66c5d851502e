package io.redoubt.data.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of files and folders, independent of the locale that Java was started in. */
final class FileNames {
    private static final Pattern SYSTEM = Pattern.compile(
            "\\..*|__macosx|@eadir|\\$recycle\\.bin|lost\\+found|system volume information|(eh)?thumbs\\.db|desktop\\.ini|icon\r");
    private static final Pattern ACCOMPANYING =
            Pattern.compile("(readme|licen[cs]e|copying|notice|citation)([-_. ].*)?|.*_boxes\\.txt");
    private static final Pattern IMAGE = Pattern.compile(".*\\.(png|jpg|jpeg)");

    private FileNames() {}

    /** Returns the name of a file in composed form (NFC), or nothing if it is not UTF-8. */
    static Optional<String> composed(Path file) {
        String name = file.getFileName().toString();
        if (isAscii(name)) {
            return Optional.of(name);
        }
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file)));
            return Optional.of(Normalizer.normalize(decoded, Normalizer.Form.NFC));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Returns the name as it is stored; bytes that are not UTF-8 are replaced. */
    private static String stored(Path file) {
        String name = file.getFileName().toString();
        return isAscii(name) ? name : new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < 0x80);
    }

    /**
     * The bytes of a name. Java decodes them in the encoding of the locale, which loses letters in the locale C; the URI
     * keeps them.
     */
    private static byte[] bytes(Path file) {
        String path = file.toUri().getRawPath();
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        return unescape(path.substring(path.lastIndexOf('/', end - 1) + 1, end));
    }

    private static byte[] unescape(String escaped) {
        ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) escaped.charAt(i));
            }
        }
        byte[] exact = new byte[bytes.position()];
        bytes.flip().get(exact);
        return exact;
    }

    /** Lists a folder in the order of its names. */
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted(Comparator.comparing(FileNames::stored)).toList();
        }
    }

    static String lowerCase(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /** Whether a file or folder belongs to an operating system or accompanies a data set. */
    static boolean isPassedOver(Path file) {
        String name = lowerCase(file);
        return SYSTEM.matcher(name).matches()
                || ACCOMPANYING.matcher(name).matches() && !IMAGE.matcher(name).matches() && Files.isRegularFile(file);
    }

    static boolean isImage(Path file) {
        return IMAGE.matcher(lowerCase(file)).matches() && Files.isRegularFile(file);
    }
}
