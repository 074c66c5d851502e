package io.redoubt.cli.deployment;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.cli.option.PathConverter;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.pipeline.config.KnownSettings;
import io.redoubt.pipeline.config.SettingsReader;
import io.redoubt.pipeline.store.StoreConfig;
import io.redoubt.pipeline.store.StoreSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the store. All settings of the services apply; an option overrides its setting. */
final class StoreOptions {

    static final String STORE = "--store";

    private static final String ENDPOINT = "redoubt.store.endpoint";
    private static final String CA = "redoubt.store.ca";
    private static final String BUCKET = "redoubt.store.bucket";
    private static final String REGION = "redoubt.store.region";
    private static final String DEFAULT_BUCKET = "redoubt";

    private static final Map<String, String> OPTIONS =
            Map.of(ENDPOINT, STORE, CA, "--store-ca", BUCKET, "--bucket", REGION, "--region");

    @Option(
            names = STORE,
            paramLabel = "URL",
            description = "S3 endpoint of the deployment, http://host:port or https://host (default: "
                    + "REDOUBT_STORE_ENDPOINT, else the local server). Set the key pair in REDOUBT_STORE_ACCESS_KEY and "
                    + "REDOUBT_STORE_SECRET_KEY.",
            defaultValue = "")
    private String store;

    @Option(
            names = "--store-ca",
            converter = PathConverter.OrText.class,
            paramLabel = "FILE",
            description = "PEM file with the CA certificates of an https endpoint "
                    + "(default: REDOUBT_STORE_CA, else Java's trust store).",
            defaultValue = "")
    private String ca;

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            description = "S3 bucket of the deployment (default: REDOUBT_STORE_BUCKET, else redoubt).",
            defaultValue = "")
    private String bucket;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            description = "Region of the S3 endpoint (default: REDOUBT_STORE_REGION, else us-east-1).",
            defaultValue = "")
    private String region;

    /** Whether an endpoint is given, by option or setting. */
    boolean isGiven(Profile profile) {
        return value(ENDPOINT, given(profile)).isPresent();
    }

    /** Name of the bucket. */
    String bucket(Profile profile) {
        return value(BUCKET, given(profile)).orElse(DEFAULT_BUCKET);
    }

    private static Optional<String> value(String property, Map<String, String> given) {
        return SettingsReader.read(
                given, config -> config.getOptionalValue(property, String.class).filter(text -> !text.isBlank()));
    }

    /**
     * Reads the settings of the store.
     *
     * @throws InvalidFieldException naming the option or variable, if a value is invalid
     * @throws io.redoubt.pipeline.config.InvalidSettingsException naming the settings, if some are missing
     */
    StoreSettings read(Profile profile) {
        Map<String, String> given = given(profile);
        StoreConfig config = SettingsReader.read(StoreConfig.class, given);
        try {
            return config.settings();
        } catch (InvalidFieldException e) {
            throw OptionErrors.of(source(e.field(), profile), e);
        }
    }

    /** What the user has written a setting in: an option, the profile, or an environment variable. */
    private String source(String property, Profile profile) {
        if (options().containsKey(property)) {
            return OPTIONS.get(property);
        }
        return given(profile).containsKey(property)
                ? property + " in " + profile.title()
                : KnownSettings.variable(property);
    }

    /** The options that are given, and the settings of the profile that no option and no variable gives, by property. */
    private Map<String, String> given(Profile profile) {
        Map<String, String> values = options();
        profile.settings().forEach((property, value) -> {
            if (value(property, Map.of()).isEmpty()) {
                values.putIfAbsent(property, value);
            }
        });
        return values;
    }

    /** The options that are given, by property. */
    private Map<String, String> options() {
        Map<String, String> values =
                new LinkedHashMap<>(Map.of(ENDPOINT, store, CA, ca, BUCKET, bucket, REGION, region));
        values.values().removeIf(String::isBlank);
        return values;
    }
}
