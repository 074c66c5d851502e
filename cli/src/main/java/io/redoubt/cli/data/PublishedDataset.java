package io.redoubt.cli.data;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.data.source.Archive;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A data set that its authors publish for download.
 *
 * @param name its name
 * @param format the format of its files
 * @param base the official address of the files, without a slash at the end
 * @param files its files: several, or one archive
 */
record PublishedDataset(String name, String format, String base, List<PublishedFile> files) {

    static final List<PublishedDataset> ALL = List.of(
            new PublishedDataset(
                    "cifar-10",
                    "cifar-10",
                    "https://www.cs.toronto.edu/~kriz",
                    List.of(new PublishedFile(
                            "cifar-10-binary.tar.gz", 170_052_171, "c32a1d4ab5d03f1284b67883e8d87530"))),
            new PublishedDataset(
                    "cifar-100",
                    "cifar-100",
                    "https://www.cs.toronto.edu/~kriz",
                    List.of(new PublishedFile(
                            "cifar-100-binary.tar.gz", 168_513_733, "03b5dce01913d631647c71ecec9e9cb8"))),
            new PublishedDataset(
                    "fashion-mnist",
                    "idx",
                    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion",
                    List.of(
                            new PublishedFile(
                                    "train-images-idx3-ubyte.gz", 26_421_880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                            new PublishedFile("train-labels-idx1-ubyte.gz", 29_515, "25c81989df183df01b3e8a0aad5dffbe"),
                            new PublishedFile(
                                    "t10k-images-idx3-ubyte.gz", 4_422_102, "bef4ecab320f06d8554ea6380940ec79"),
                            new PublishedFile("t10k-labels-idx1-ubyte.gz", 5_148, "bb300cfdad3c16e7a12a480ee83cd310"))),
            new PublishedDataset(
                    "svhn",
                    "svhn",
                    "http://ufldl.stanford.edu/housenumbers",
                    List.of(
                            new PublishedFile("train_32x32.mat", 182_040_794, "e26dedcc434d2e4c54c9b2d4a06d8373"),
                            new PublishedFile("test_32x32.mat", 64_275_384, "eb5a983be6a315427106f1b164d9cef3"))));

    /** @throws InvalidFieldException if the name is unknown */
    static PublishedDataset named(String name) {
        return ALL.stream()
                .filter(dataset -> dataset.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        "NAME", Ids.quote(name) + " is unknown; use one of " + String.join(", ", names())));
    }

    static List<String> names() {
        return ALL.stream().map(PublishedDataset::name).toList();
    }

    /** Returns whether its only file is an archive. */
    boolean isArchive() {
        return Archive.hasName(files.get(0).name());
    }

    /** Says how to add the data set without a network. */
    String byHand() {
        String addresses = files.stream().map(file -> base + "/" + file.name()).collect(Collectors.joining(" and "));
        return isArchive()
                ? "Without a network, download " + addresses
                        + " on another machine, copy it here, and run `redoubt data add " + name + " "
                        + files.get(0).name() + " --format " + format + "`."
                : "Without a network, download " + addresses
                        + " on another machine, copy them to a directory DIR here, and" + " run `redoubt data add "
                        + name + " DIR --format " + format + "`.";
    }
}
