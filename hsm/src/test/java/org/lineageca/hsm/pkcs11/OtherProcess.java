package org.lineageca.hsm.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lineageca.hsm.Command;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.softhsm.RecordedClasses;
import org.lineageca.hsm.softhsm.SoftHsmToken;
import org.lineageca.hsm.softhsm.TemporaryToken;

/** Uses a temporary token from a process of its own, beside the signer. */
public record OtherProcess(TemporaryToken token) {

    /** Every object on the token: its kind and its CKA_ID as text. */
    public List<String> objects() throws IOException, InterruptedException {
        var result = run(ListObjects.class, List.of());
        assertThat(result.status()).as(result.output()).isZero();
        return result.output()
                .lines()
                .filter(line -> line.startsWith(ListObjects.MARK))
                .map(line -> line.substring(ListObjects.MARK.length()))
                .toList();
    }

    /** The kinds of the objects that bear the key's id. */
    public List<String> objectsOf(TokenKey key) throws IOException, InterruptedException {
        var id = " " + key.handle().keyId();
        return objects().stream()
                .filter(object -> object.endsWith(id))
                .map(object -> object.substring(0, object.length() - id.length()))
                .toList();
    }

    /** Narrows the key, or destroys it, as far as the point. */
    public void cutShort(CutShort.Point point, TokenKey key, Set<KeyPurpose> purposes)
            throws IOException, InterruptedException {
        var names = purposes.stream().map(KeyPurpose::name).collect(Collectors.joining(","));
        var result = run(CutShort.class, List.of(key.label(), point.name(), names));
        assertThat(result.status()).as(result.output()).isEqualTo(CutShort.STATUS);
    }

    private Command.Result run(Class<?> program, List<String> arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(RecordedClasses.options(System.getProperty("java.class.path")));
        line.add(program.getName());
        line.addAll(List.of(token.token().library().toString(), token.token().label()));
        line.addAll(arguments);
        return Command.of(line.toArray(String[]::new))
                .with(SoftHsmToken.CONFIGURATION_VARIABLE, token.token().configFile().toString())
                .withInput(token.pin())
                .run();
    }
}
