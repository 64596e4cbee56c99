package org.lineageca.ca.rehearsal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A matrix for programs, with every answer and all that the verifiers printed. */
public final class MatrixJson {

    private MatrixJson() {}

    /**
     * Writes it.
     *
     * @param act the one that was asked about
     */
    public static String of(VerifierMatrix matrix, Act act) {
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("act", act.text());
            json.writeStringField("layout", act.layout().text());
            json.writeBooleanField("ok", matrix.failing(act.layout()).isEmpty());
            columns(json, matrix.columns());
            missing(json, matrix.missing());
            json.writeArrayFieldStart("rows");
            for (var layout : Layout.values()) {
                json.writeStartObject();
                json.writeStringField("layout", layout.text());
                json.writeArrayFieldStart("cells");
                for (var cell : matrix.row(layout)) {
                    cell(json, cell);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    private static void columns(JsonGenerator json, List<VerifierMatrix.Column> columns)
            throws IOException {
        json.writeArrayFieldStart("verifiers");
        for (var column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("version", column.version());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void missing(JsonGenerator json, List<VerifierMatrix.Missing> missing)
            throws IOException {
        json.writeArrayFieldStart("absent");
        for (var each : missing) {
            json.writeStartObject();
            json.writeStringField("name", each.name());
            json.writeStringField("why", each.absence().why());
            json.writeStringField("package", each.absence().debianPackage());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void cell(JsonGenerator json, VerifierMatrix.Cell cell) throws IOException {
        json.writeStartObject();
        json.writeStringField("verifier", cell.column().name());
        json.writeStringField("verdict", cell.verdict().text());
        json.writeArrayFieldStart("trials");
        for (var trial : cell.trials()) {
            json.writeStartObject();
            json.writeStringField("issuedBy", trial.issuedBy().text());
            json.writeBooleanField("revoked", trial.revoked());
            json.writeStringField("crlsFirst", trial.crlsFirst().text());
            json.writeStringField("verdict", trial.verdict().text());
            json.writeStringField("judgement", trial.answer().judgement().name());
            json.writeStringField("reason", trial.answer().reason());
            json.writeStringField("output", trial.answer().output());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
