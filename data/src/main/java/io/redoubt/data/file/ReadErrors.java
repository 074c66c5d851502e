package io.redoubt.data.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/** Says why a file cannot be read, in words that do not depend on the library that failed. */
public final class ReadErrors {
    private ReadErrors() {}

    /** Returns the reason, to follow "cannot be read: ". */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof EOFException) {
            return "it is truncated";
        }
        if (e instanceof ZipException) {
            return "its compressed data is damaged";
        }
        if (e instanceof CharacterCodingException) {
            return "it is not text in UTF-8";
        }
        String reported = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reported == null
                ? "the file system reports an error"
                : "the file system reports '" + reported + "'; check the disk or the network drive";
    }
}
