package io.redoubt.experiment.rest;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.data.source.DatasetImport;
import io.redoubt.data.source.ImageSelection;
import io.redoubt.experiment.dataset.AddedDataset;
import io.redoubt.experiment.dataset.DatasetAdditions;
import io.redoubt.experiment.dataset.UploadedFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The fields of a form that adds a data set. */
public class DatasetForm {

    private static final int MAX_DIGITS = 9;

    @RestForm
    @Schema(description = "Name of the data set in requests", examples = "pets")
    String name;

    @RestForm
    @Schema(description = "File format, such as folder or idx", examples = "folder")
    String format;

    @RestForm("files")
    @Schema(description = "The files of the data set, or one archive of them: .zip, .tar, .tar.gz or .tgz")
    List<FileUpload> files;

    @RestForm
    @Schema(
            description =
                    "Instead of files: a directory or an archive in the folder of the service, redoubt.data.folder")
    String path;

    @RestForm
    @Schema(description = "Number of training images to keep, the same number of each class")
    String train;

    @RestForm
    @Schema(description = "Number of test images to keep, the same number of each class")
    String test;

    @RestForm
    @Schema(description = "Height and width to pad images to with zeros")
    String pad;

    @RestForm
    @Schema(
            description = "Whether test images keep the order of the files",
            type = SchemaType.BOOLEAN,
            defaultValue = "false")
    String fileOrder;

    /**
     * Adds the data set.
     *
     * @throws InvalidFieldException if a field is invalid, or the files do not conform to the format
     */
    public AddedDataset add(DatasetAdditions additions) throws IOException {
        DatasetImport what = new DatasetImport(
                Ids.require("name", text(name)),
                text(format),
                number("train", train),
                number("test", test),
                new ImageSelection(number("pad", pad), Flag.of("fileOrder", fileOrder), DatasetAdditions.FIELDS));
        DatasetImport.requireFormat("format", text(format));
        List<UploadedFile> uploads = uploads();
        if (text(path).isEmpty()) {
            return additions.add(what, uploads);
        }
        if (!uploads.isEmpty()) {
            throw new InvalidFieldException("path", "is given with files; give only one of them");
        }
        return additions.add(what, text(path));
    }

    /** A form without a selected file has one with an empty name. */
    private List<UploadedFile> uploads() {
        return files == null
                ? List.of()
                : files.stream()
                        .filter(file ->
                                file.fileName() != null && !file.fileName().isEmpty())
                        .map(file -> new UploadedFile(file.fileName(), file.uploadedFile()))
                        .toList();
    }

    /** A field that is not sent is null. */
    private static String text(String field) {
        return field == null ? "" : field.strip();
    }

    private static Optional<Integer> number(String field, String value) {
        String digits = text(value);
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        if (!digits.matches("[1-9]\\d*") || digits.length() > MAX_DIGITS) {
            throw new InvalidFieldException(
                    field, Ids.quote(digits) + " is not a whole number from 1 to 999999999; leave it out for all");
        }
        return Optional.of(Integer.valueOf(digits));
    }
}
