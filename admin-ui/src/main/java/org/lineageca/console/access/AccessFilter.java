package org.lineageca.console.access;

import jakarta.inject.Singleton;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets a request pass only while its certificate is that of a person who may come in; sets the
 * headers that keep browsers strict.
 */
@Singleton
public final class AccessFilter implements Filter {

    private final SignedInOfficer officers;

    AccessFilter(SignedInOfficer officers) {
        this.officers = officers;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var http = (HttpServletResponse) response;
        if (officers.of(request).isEmpty()) {
            http.sendError(
                    HttpServletResponse.SC_FORBIDDEN, new NotSignedInException().getMessage());
            return;
        }
        http.setHeader("X-Content-Type-Options", "nosniff");
        http.setHeader("Referrer-Policy", "no-referrer");
        http.setHeader(
                "Content-Security-Policy",
                "frame-ancestors 'none'; object-src 'none'; base-uri 'self'");
        http.setHeader("Strict-Transport-Security", "max-age=31536000");
        chain.doFilter(request, response);
    }
}
