package io.redoubt.data.format;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The classes of images in a text file, as in Tiny ImageNet: on each line the name of an image, a tab and the class. */
final class ClassAnnotations {
    private ClassAnnotations() {}

    /** Returns the class of each image, in composed Unicode, and adds what is wrong to {@code problems}. */
    static Map<String, String> read(Path file, Problems problems) throws IOException {
        Map<String, String> classByImage = new HashMap<>();
        for (String line : problems.collect(() -> lines(file), List.<String>of())) {
            String[] fields = line.split("\t");
            if (fields.length > 1) {
                classByImage.put(composed(fields[0]), composed(fields[1]));
            } else if (!line.isBlank()) {
                problems.add(file, Code.WRONG_FORMAT, "has a line that is not an image name, a tab and a class");
            }
        }
        return classByImage;
    }

    /** Reads the lines of a text file. */
    static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw DatasetException.in(file, Code.WRONG_FORMAT, "is not text in UTF-8", e);
        }
    }

    private static String composed(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    }
}
