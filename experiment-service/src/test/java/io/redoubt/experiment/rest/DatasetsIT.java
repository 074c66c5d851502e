package io.redoubt.experiment.rest;

import static io.redoubt.experiment.rest.ExperimentServiceIT.body;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.redoubt.data.image.PngEncoder;
import io.redoubt.experiment.Requests;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Data sets over REST and on the dashboard: add, list, show, remove. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class DatasetsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int SIDE = 2;

    @ConfigProperty(name = "redoubt.data.folder")
    Path folder;

    private byte[] pets;

    /** The second test image of a bee is a training image. */
    @BeforeEach
    void createImages() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "pets/train/ant/1.png", 10);
            add(zip, "pets/train/bee/1.png", 20);
            add(zip, "pets/test/ant/1.png", 30);
            add(zip, "pets/test/bee/1.png", 40);
            add(zip, "pets/test/bee/2.png", 20);
            add(zip, "pets/._README", 0);
        }
        pets = bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, int grey) throws IOException {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) grey);
        zip.putNextEntry(new ZipEntry(name));
        zip.write(PngEncoder.encode(pixels, 1, SIDE, SIDE));
    }

    private RequestSpecification upload(String name) {
        return given().multiPart("name", name).multiPart("format", "folder").multiPart("files", "pets.zip", pets);
    }

    private static void assertInvalid(ValidatableResponse response, String field, String detail) {
        response.statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("detail", containsString(detail));
    }

    @Test
    void uploadedArchiveIsAddedListedShownAndRemoved() throws IOException {
        String sha256 = upload("pets")
                .post("/datasets")
                .then()
                .statusCode(201)
                .header("Location", containsString("/datasets/pets@"))
                .body("train", equalTo(2))
                .body("notes", hasItem(containsString("passed over 1 ")))
                .body(
                        "notes",
                        hasItem("1 of 3 test images has the pixels of a training image; models learn them, remove"
                                + " them from one of the two"))
                .extract()
                .path("sha256");

        when().get("/datasets")
                .then()
                .body("findAll { it.name == 'pets' }.sha256", equalTo(List.of(sha256)))
                .body("find { it.name == 'pets' }.added", containsString("T"));
        when().get("/datasets/pets")
                .then()
                .statusCode(200)
                .body("classes", equalTo(List.of("ant", "bee")))
                .body("counts.find { it.name == 'bee' }.test", equalTo(2))
                .body("samples", hasSize(3))
                .body("notes", hasItem(containsString("pixels of a training image")));
        byte[] image = when().get("/datasets/pets@" + sha256 + "/images/train/1.png")
                .then()
                .statusCode(200)
                .contentType("image/png")
                .extract()
                .asByteArray();
        assertThat(ImageIO.read(new ByteArrayInputStream(image)).getRaster().getSample(0, 0, 0))
                .isEqualTo(20);
        when().get("/datasets/pets/images/train/2.png").then().statusCode(404);
        when().get("/datasets/pets/images/validation/0.png").then().statusCode(404);

        when().delete("/datasets/pets").then().statusCode(204);
        when().get("/datasets/pets")
                .then()
                .statusCode(404)
                .body("detail", containsString("'pets' is not in the store"));
        when().delete("/datasets/pets").then().statusCode(404);
    }

    @Test
    void pagesShowTheSame() {
        String page = given().accept("text/html")
                .multiPart("name", "shown")
                .multiPart("format", "folder")
                .multiPart("files", "pets.zip", pets)
                .multiPart("train", "")
                .multiPart("test", "")
                .multiPart("pad", "4")
                .post("/ui/data")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .extract()
                .asString();

        assertThat(page)
                .contains(
                        "Added shown@", "passed over 1 ", "pixels of a training image", "1 × 4 × 4", "alt=\"bee, test")
                .doesNotContain("style=", "<script>");
        given().accept("text/html")
                .get("/ui/data")
                .then()
                .statusCode(200)
                .body(containsString("shown@"))
                .body(containsString("at most 2 MiB"))
                .body(containsString("data_batch_1.bin"));
        given().accept("text/html")
                .get("/ui/data/shown")
                .then()
                .statusCode(200)
                .body(containsString("/images/test/0.png"));
        given().redirects()
                .follow(false)
                .post("/ui/data/shown/remove")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/ui/data"));
        given().accept("text/html")
                .get("/ui/data/shown")
                .then()
                .statusCode(404)
                .contentType(containsString("text/html"));
    }

    @Test
    void dataSetOfAnUnfinishedExperimentIsKept() {
        upload("used").post("/datasets").then().statusCode(201);
        String request = "name: uses-used\ndataset: used\nmodel: {depth: 10, width: 2}\nfinetune: [{epochs: 1}]\n"
                + "evaluate: {attacks: [fgsm], images: 3, checks: 0}\n";
        String id = body(Requests.yaml(request))
                .post("/experiments")
                .then()
                .extract()
                .path("experiment");
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        when().get("/experiments/" + id + "/request").then().statusCode(200));

        when().delete("/datasets/used")
                .then()
                .statusCode(409)
                .body("detail", containsString("used is used by"))
                .body("detail", containsString(id));
    }

    @Test
    void fieldsOfTheFormAreChecked() {
        assertInvalid(
                given().multiPart("name", "none")
                        .multiPart("format", "folder")
                        .post("/datasets")
                        .then(),
                "files",
                "is missing");
        assertInvalid(
                given().multiPart("name", "none")
                        .multiPart("format", "png")
                        .multiPart("files", "pets.zip", pets)
                        .post("/datasets")
                        .then(),
                "format",
                "'png' is not known; use one of");
        assertInvalid(upload("No Name").post("/datasets").then(), "name", "No Name");
        assertInvalid(upload("none").multiPart("train", "-1").post("/datasets").then(), "train", "'-1'");
        assertInvalid(upload("none").multiPart("train", "3").post("/datasets").then(), "train", "multiple");
        assertInvalid(upload("none").multiPart("path", "pets").post("/datasets").then(), "path", "only one of them");
        assertInvalid(
                upload("none").multiPart("trains", "2").post("/datasets").then(),
                "trains",
                "is not a field of this form; did you mean train?");
        assertInvalid(
                upload("none").multiPart("name", "other").post("/datasets").then(), "name", "is given 2 times");
        assertInvalid(
                upload("none").multiPart("files", "text").post("/datasets").then(), "files", "is not a file");
        when().get("/datasets/none").then().statusCode(404);
    }

    @Test
    void filesThatDoNotConformAreExplainedWithoutAPathOfTheService() {
        given().multiPart("name", "none")
                .multiPart("format", "idx")
                .multiPart("files", "../../train-images-idx3-ubyte", new byte[10])
                .post("/datasets")
                .then()
                .statusCode(400)
                .body("field", equalTo("files"))
                .body("detail", containsString("the upload"))
                .body("detail", containsString("t10k-images-idx3-ubyte"))
                .body("detail", not(containsString("redoubt-process")));
    }

    @Test
    void longUploadIsRefusedWithTheLimit() {
        given().contentType("multipart/form-data; boundary=x")
                .body(new byte[3 << 20])
                .post("/datasets")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("redoubt.data.upload-limit"));
        // Its length is not known when it begins.
        given().multiPart("name", "none")
                .multiPart("format", "folder")
                .multiPart("files", "pets.zip", new byte[3 << 20])
                .post("/datasets")
                .then()
                .statusCode(413);
        given().formParam("name", "x".repeat(1 << 20)).post("/datasets").then().statusCode(413);
    }

    @Test
    void folderOfTheServiceIsReadAndNothingElse() throws IOException {
        Files.write(folder.resolve("pets.zip"), pets);
        Path linked = Files.createDirectories(folder.resolve("linked/train"));
        Path outside = Files.createTempDirectory("outside");
        Files.write(outside.resolve("pets.zip"), pets);
        Files.createSymbolicLink(linked.resolve("ant"), outside);
        Files.createSymbolicLink(folder.resolve("link"), outside);

        byPath("pets.zip").statusCode(201).body("name", equalTo("by-path"));

        assertInvalid(byPath("../" + outside.getFileName()), "path", "not a path below the folder");
        assertInvalid(byPath("x/../../" + folder.getFileName()), "path", "not a path below the folder");
        assertInvalid(byPath(outside.toString()), "path", "not a path below the folder");
        assertInvalid(byPath("link/pets.zip"), "path", "is a symbolic link");
        assertInvalid(byPath("linked"), "path", "contains the symbolic link train/ant");
        assertInvalid(byPath("none"), "path", "does not exist");
    }

    private static ValidatableResponse byPath(String path) {
        return given().multiPart("name", "by-path")
                .multiPart("format", "folder")
                .multiPart("path", path)
                .post("/datasets")
                .then();
    }
}
