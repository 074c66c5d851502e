package io.redoubt.experiment.rest;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.NearestName;
import java.lang.reflect.Field;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Rejects parts of a request that a form does not have, or that it would ignore or misread. */
public final class FormFields {

    private FormFields() {}

    /**
     * Compares the parts of a request with the fields of a form.
     *
     * @param form class with a member annotated with {@link RestForm} for each field: a list of files, or a text
     * @throws InvalidFieldException naming a part that is not a field, a repeated text, or a file in place of a text
     */
    public static void require(MultipartFormDataInput input, Class<?> form) {
        SortedMap<String, Field> known = new TreeMap<>();
        for (Field field : form.getDeclaredFields()) {
            RestForm part = field.getAnnotation(RestForm.class);
            if (part != null) {
                known.put(part.value().isEmpty() ? field.getName() : part.value(), field);
            }
        }
        input.getValues().forEach((name, values) -> {
            if (!known.containsKey(name)) {
                throw new InvalidFieldException(
                        name, "is not a field of this form; " + NearestName.remedy(name, known.keySet()));
            }
            boolean files = known.get(name).getType() == List.class;
            if (values.size() > 1 && !files) {
                throw new InvalidFieldException(name, "is given " + values.size() + " times; give it once");
            }
            if (values.stream().anyMatch(value -> value.isFileItem() != files)) {
                throw new InvalidFieldException(
                        name, files ? "is not a file; send it with a file name" : "is a file; send the text itself");
            }
        });
    }
}
