package org.lineageca.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ClientCertificate;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The system's Chromium without windows, with or without a client certificate. */
final class Browser implements AutoCloseable {

    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private static final double PATIENCE_MILLISECONDS = 90_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
    }

    /** Playwright's objects belong to the thread that made them. */
    private static final ThreadLocal<Browser> OF_THIS_THREAD = new ThreadLocal<>();

    private final Playwright playwright = Playwright.create();
    private final com.microsoft.playwright.Browser chromium =
            playwright
                    .chromium()
                    .launch(
                            new BrowserType.LaunchOptions()
                                    .setExecutablePath(Path.of("/usr/bin/chromium-headless-shell"))
                                    .setHeadless(true)
                                    .setArgs(FLAGS));

    Browser() {
        OF_THIS_THREAD.set(this);
    }

    static Optional<Browser> ofThisThread() {
        return Optional.ofNullable(OF_THIS_THREAD.get());
    }

    /** A page that signs in with the credential in a folder holding certificate.pem and key.pem. */
    Page signedIn(URI origin, Path credential) {
        var certificate =
                new ClientCertificate(origin.resolve("/").toString().replaceAll("/$", ""))
                        .setCertPath(credential.resolve("certificate.pem"))
                        .setKeyPath(credential.resolve("key.pem"));
        return page(
                new com.microsoft.playwright.Browser.NewContextOptions()
                        .setClientCertificates(List.of(certificate)));
    }

    Page anonymous() {
        return page(new com.microsoft.playwright.Browser.NewContextOptions());
    }

    private Page page(com.microsoft.playwright.Browser.NewContextOptions options) {
        // The root is not in the browser's store; what the server shows is checked by openssl in
        // another test.
        BrowserContext context =
                chromium.newContext(
                        options.setIgnoreHTTPSErrors(true)
                                .setViewportSize(1440, 900)
                                .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MILLISECONDS);
        return context.newPage();
    }

    /** The address and the accessible tree of each open page. */
    String shown() {
        return chromium.contexts().stream()
                .flatMap(context -> context.pages().stream())
                .map(page -> page.url() + "\n" + page.locator("body").ariaSnapshot())
                .collect(Collectors.joining("\n"));
    }

    /** Whoever signed in leaves: an open page goes on asking the console. */
    void closePages() {
        chromium.contexts().forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        OF_THIS_THREAD.remove();
        chromium.close();
        playwright.close();
    }
}
