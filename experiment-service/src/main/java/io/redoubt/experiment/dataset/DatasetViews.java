package io.redoubt.experiment.dataset;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.request.DatasetName;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.image.PngEncoder;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.dataset.StoredDataset;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows data sets in the store. Keeps a few open, because a page shows many images of one. */
@ApplicationScoped
public class DatasetViews {

    private static final int OPEN = 4;
    private static final int DIGEST_LENGTH = 64;

    private final DatasetCatalog catalog;
    private final Map<DatasetRef, Opened> opened = new LinkedHashMap<>(OPEN, 0.75f, true);

    /** The content of a data set, mapped into memory, and its details. */
    private record Opened(ImageDataset content, DatasetDetails details) {}

    DatasetViews(DatasetCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Returns what a data set contains. Downloads it the first time.
     *
     * @throws InvalidFieldException for the field {@code dataset}, if there is none, or several
     */
    public DatasetDetails details(DatasetName name) {
        return open(catalog.stored(name)).details();
    }

    /**
     * Returns an image as PNG; empty if there is no such split or image.
     *
     * @param split {@code train} or {@code test}
     * @param index position of the image in the split, from 0
     * @throws InvalidFieldException for the field {@code dataset}, if there is none, or several
     */
    public Optional<byte[]> png(DatasetName name, String split, int index) {
        ImageDataset content = open(name).content();
        return images(content, split)
                .filter(images -> index >= 0 && index < images.size())
                .map(images -> png(images, index));
    }

    private static byte[] png(ImageSet images, int index) {
        byte[] pixels = new byte[images.imageBytes()];
        images.copy(index, pixels, 0);
        return PngEncoder.encode(pixels, images.channels(), images.height(), images.width());
    }

    private static Optional<ImageSet> images(ImageDataset content, String split) {
        return switch (split) {
            case "train" -> Optional.of(content.train());
            case "test" -> Optional.of(content.test());
            default -> Optional.empty();
        };
    }

    /** A page shows many images of an open data set by its whole digest, for which the store is not asked. */
    private Opened open(DatasetName name) {
        if (name.digestPrefix().length() == DIGEST_LENGTH) {
            synchronized (this) {
                Opened known = opened.get(new DatasetRef(name.name(), name.digestPrefix()));
                if (known != null) {
                    return known;
                }
            }
        }
        return open(catalog.stored(name));
    }

    private synchronized Opened open(StoredDataset dataset) {
        DatasetRef ref = dataset.manifest().ref();
        Opened known = opened.get(ref);
        if (known == null || !known.details().dataset().equals(dataset)) {
            known = read(dataset);
            opened.put(ref, known);
            if (opened.size() > OPEN) {
                opened.remove(opened.keySet().iterator().next());
            }
        }
        return known;
    }

    private Opened read(StoredDataset dataset) {
        try {
            ImageDataset content =
                    DatasetFile.read(catalog.fetch(dataset.manifest().ref()));
            return new Opened(content, DatasetDetails.of(dataset, content));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the data set " + dataset.version(), e);
        }
    }
}
