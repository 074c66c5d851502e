package io.redoubt.data.source;

import io.redoubt.api.Ids;
import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import io.redoubt.data.memory.ByteSize;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks an archive of files and folders: {@code .zip}, {@code .tar}, {@code .tar.gz} or {@code .tgz}. Nothing is written
 * outside the target folder; links and devices are rejected.
 */
public final class Archive {
    private static final List<String> SUFFIXES = List.of(".zip", ".tar", ".tar.gz", ".tgz");
    private static final int MAX_FILES = 2_000_000;
    private static final int BLOCK = 1 << 16;

    private final Path archive;
    private final Path folder;
    private final long maxBytes;
    private long written;
    private int files;

    private Archive(Path archive, Path folder, long maxBytes) {
        this.archive = archive;
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /** Returns whether a file is an archive by its name. */
    public static boolean hasName(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return SUFFIXES.stream().anyMatch(name::endsWith);
    }

    /**
     * Unpacks an archive.
     *
     * @param archive its name has one of the suffixes above
     * @param folder the target, which exists and is empty
     * @param maxBytes limit of the sum of all files
     * @return the folder with the content: {@code folder}, or the only folder in it
     * @throws DatasetException if it is damaged, too large, or has entries that are neither files nor folders
     */
    public static Path unpack(Path archive, Path folder, long maxBytes) throws IOException {
        Archive unpacking = new Archive(archive, folder, maxBytes);
        if (archive.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            unpacking.unzip();
        } else {
            unpacking.untar();
        }
        if (unpacking.files == 0) {
            throw unpacking.invalid(Code.MISSING_FILE, "contains no files; copy it again");
        }
        return content(folder);
    }

    private void unzip() throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        write(entry.getName(), in);
                    }
                }
            }
        } catch (ZipException e) {
            throw damaged(e);
        }
    }

    private void untar() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(isCompressed() ? gunzip(in) : in)) {
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                if (!entry.isDirectory()) {
                    requireFile(entry);
                    write(entry.getName(), tar);
                }
            }
        }
    }

    private InputStream gunzip(InputStream in) throws IOException {
        try {
            return new GZIPInputStream(in);
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    private boolean isCompressed() {
        return !archive.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".tar");
    }

    /** The classes that read archives throw many kinds of exceptions for damaged ones. */
    private TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
        try {
            return tar.getNextEntry();
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private void requireFile(TarArchiveEntry entry) {
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || entry.isSparse()) {
            throw invalid(
                    Code.UNEXPECTED_FILE,
                    "contains " + Ids.quote(entry.getName()) + ", which is a link or not a plain file; leave it out");
        }
    }

    private void write(String name, InputStream in) throws IOException {
        Path file = target(name);
        if (++files > MAX_FILES) {
            throw invalid(Code.WRONG_SIZE, "contains more than " + MAX_FILES + " files; use fewer images");
        }
        createFolder(file.getParent(), name);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw invalid(Code.UNEXPECTED_FILE, "contains " + Ids.quote(name) + " twice; leave out one of them");
        }
        try (OutputStream out = create(file, name)) {
            byte[] block = new byte[BLOCK];
            for (int read = read(in, block); read >= 0; read = read(in, block)) {
                written += read;
                if (written > maxBytes) {
                    throw invalid(
                            Code.WRONG_SIZE,
                            "contains more than " + ByteSize.text(maxBytes) + "; use fewer images, or a higher limit");
                }
                out.write(block, 0, read);
            }
        }
    }

    private void createFolder(Path parent, String name) throws IOException {
        try {
            Files.createDirectories(parent);
        } catch (FileSystemException e) {
            throw unwritable(name, e);
        }
    }

    private OutputStream create(Path file, String name) throws IOException {
        try {
            return Files.newOutputStream(file);
        } catch (FileSystemException e) {
            throw unwritable(name, e);
        }
    }

    /** A file has the name of the folder, or a name is too long. Problems of the disk are not those of the archive. */
    private RuntimeException unwritable(String name, FileSystemException e) throws IOException {
        boolean named = e instanceof FileAlreadyExistsException
                || String.valueOf(e.getReason()).contains("name too long");
        if (!named) {
            throw e;
        }
        return invalid(
                Code.UNEXPECTED_FILE,
                "contains " + Ids.quote(name) + ", which cannot be unpacked because "
                        + (e instanceof FileAlreadyExistsException
                                ? "its folder is also a file"
                                : "its name is too long")
                        + "; rename it or leave it out");
    }

    private int read(InputStream in, byte[] block) throws IOException {
        try {
            return in.read(block);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private Path target(String name) {
        try {
            Path relative = Path.of(name);
            Path file = folder.resolve(relative).normalize();
            if (!relative.isAbsolute() && file.startsWith(folder) && !file.equals(folder)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // reported below
        }
        throw invalid(
                Code.UNEXPECTED_FILE,
                "contains " + Ids.quote(name) + ", which is outside of the archive; leave it out");
    }

    private static Path content(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            List<Path> entries = list.filter(entry -> !isHidden(entry)).toList();
            return entries.size() == 1 && Files.isDirectory(entries.get(0)) ? entries.get(0) : folder;
        }
    }

    private static boolean isHidden(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith(".") || name.equals("__MACOSX");
    }

    private DatasetException damaged(Exception e) {
        return new DatasetException(
                Code.TRUNCATED, archive.getFileName() + ": is damaged (" + e.getMessage() + "); copy it again", e);
    }

    private DatasetException invalid(Code code, String problem) {
        return new DatasetException(code, archive.getFileName() + ": " + problem);
    }
}
