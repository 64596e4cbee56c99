package org.lineageca.console.token;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.ListTokens;
import org.lineageca.ca.lifecycle.ListTokens.Token;

/** What the views of tokens show. */
@Singleton
public final class TokensPresenter {

    private final ListTokens listTokens;

    TokensPresenter(ListTokens listTokens) {
        this.listTokens = listTokens;
    }

    List<TokenCard> tokens(Actor actor) {
        return listTokens.all(actor).stream().map(TokenCard::of).toList();
    }

    /** The one with this label; empty if nothing knows it. */
    Optional<Token> token(Actor actor, String label) {
        return listTokens.all(actor).stream()
                .filter(token -> token.label().equals(label))
                .findFirst();
    }
}
