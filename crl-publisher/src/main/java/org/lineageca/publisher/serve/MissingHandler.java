package org.lineageca.publisher.serve;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers 404 to what nobody else answered. */
final class MissingHandler extends Handler.Abstract.NonBlocking {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        PlainAnswer.send(
                response,
                callback,
                HttpStatus.NOT_FOUND_404,
                "Nothing is published here. The page / lists everything.");
        return true;
    }
}
