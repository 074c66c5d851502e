package io.redoubt.cli.data;

import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.IdConverter;
import io.redoubt.cli.view.DownloadView;
import io.redoubt.experiment.dataset.PreparedDataset;
import io.redoubt.pipeline.retry.Backoff;
import io.redoubt.pipeline.scratch.ProcessDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import okhttp3.OkHttpClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code redoubt data fetch NAME}. */
@Command(
        name = "fetch",
        description = {
            "Download a published data set from its official address, verify its digest and add it to the store.",
            "An interrupted download is continued by the same command."
        },
        mixinStandardHelpOptions = true)
final class DataFetchCommand extends DatasetCommand {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    @Parameters(
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String published;

    @Option(
            names = "--name",
            converter = IdConverter.class,
            paramLabel = "NAME",
            description = "Name of the data set in requests (default: that of the published one).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "URL",
            description = "Address of a mirror: the folder with the files (default: the official address).")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Directory for the downloaded files, which are then kept (default: a directory in the home"
                    + " directory; the files are deleted when the data set is stored).")
    private Optional<Path> to = Optional.empty();

    @Mixin
    private ImportOptions options;

    /** The names of the published data sets, for help texts and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return PublishedDataset.names().iterator();
        }
    }

    @Override
    public Integer call() throws Exception {
        PublishedDataset dataset = PublishedDataset.named(published);
        Path folder = Files.createDirectories(
                to.orElseGet(() -> deployment.home().resolve("downloads").resolve(dataset.name())));
        download(dataset, folder);
        store(dataset, folder);
        if (to.isEmpty()) {
            for (PublishedFile file : dataset.files()) {
                Files.deleteIfExists(folder.resolve(file.name()));
            }
        }
        return ExitCode.OK;
    }

    private void download(PublishedDataset dataset, Path folder) throws IOException {
        String base = from.map(url -> url.replaceAll("/+$", "")).orElse(dataset.base());
        OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(TIMEOUT)
                .readTimeout(TIMEOUT)
                .build();
        try (DownloadView view = new DownloadView(System.out, Clock.systemUTC())) {
            for (PublishedFile file : dataset.files()) {
                view.begin(file.name(), file.bytes());
                new Download(http, BACKOFF, file, base, folder, (each, done) -> view.progress(done)).run();
            }
        } catch (DownloadException e) {
            throw e.isUnreachable() ? new IOException(e.getMessage() + "\n" + dataset.byHand(), e) : e;
        } finally {
            http.connectionPool().evictAll();
            http.dispatcher().executorService().shutdown();
        }
    }

    private void store(PublishedDataset dataset, Path folder) throws Exception {
        Path source =
                dataset.isArchive() ? folder.resolve(dataset.files().get(0).name()) : folder;
        ProcessDirectory.removeOnExit();
        try (PreparedDataset prepared = PreparedDataset.read(
                options.of(name.orElse(dataset.name()), dataset.format()),
                source,
                dataset.name(),
                note -> out().println("note: " + note))) {
            deployment.withStore(store -> {
                print(prepared.publish(deployment.catalog(store)));
                return ExitCode.OK;
            });
        }
    }
}
