package io.redoubt.core.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.corruption.image.FloatImage;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes never change, so that results on corrupted images are comparable between machines and releases. */
class CorruptionGoldenTest {

    @ParameterizedTest
    @CsvSource({
        "gaussian_noise, 17d2bf7275978e18",
        "shot_noise, 82d84a5f764806f6",
        "impulse_noise, 16f51d1f351b836a",
        "defocus_blur, ff31481541ea415a",
        "glass_blur, 220ac7db42f9e6d7",
        "motion_blur, 5930310cea45c716",
        "zoom_blur, 13124ddd7976ca52",
        "snow, f2f8cb99e5bae69a",
        "frost, 0f70c83da9ae6620",
        "fog, 8c4bec9a7ae905bd",
        "brightness, 32427399becd3206",
        "contrast, 1c32813a23ed1f66",
        "elastic_transform, 9830b3642e56ff72",
        "pixelate, 5dc69fd6ce246aab",
        "jpeg_compression, bf5fe6643652959f",
        "speckle_noise, 912ae1a549fbe835",
        "gaussian_blur, 985e9cc351883a51",
        "spatter, 115480740092ab97",
        "saturate, d312f7e2ab811284"
    })
    void corruptedBytesNeverChange(String name, String digest) throws NoSuchAlgorithmException {
        FloatImage image = TestImages.noise(3, 32, 32, 2019);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int severity = 1; severity <= 5; severity++) {
            bytes.writeBytes(
                    Corruptions.named(name).apply(image, severity, 42, 7).bytes());
        }

        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());

        assertThat(HexFormat.of().formatHex(sha256, 0, 8)).isEqualTo(digest);
    }
}
