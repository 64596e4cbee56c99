package org.lineageca.console.config;

import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletContext;
import io.micronaut.context.ApplicationContext;
import java.util.stream.Stream;

/** Has Vaadin take its views from the application context. Found by the service loader. */
public final class MicronautInstantiatorFactory implements InstantiatorFactory {

    static final String CONTEXT = "lineage.context";

    @Override
    public Instantiator createInstantitor(VaadinService service) {
        var servletContext = ((VaadinServletContext) service.getContext()).getContext();
        return new FromContext(service, (ApplicationContext) servletContext.getAttribute(CONTEXT));
    }

    private static final class FromContext extends DefaultInstantiator {

        private final ApplicationContext context;

        FromContext(VaadinService service, ApplicationContext context) {
            super(service);
            this.context = context;
        }

        @Override
        public Stream<VaadinServiceInitListener> getServiceInitListeners() {
            return Stream.concat(
                    super.getServiceInitListeners(),
                    context.getBeansOfType(VaadinServiceInitListener.class).stream());
        }

        @Override
        public <T> T getOrCreate(Class<T> type) {
            return context.findBean(type).orElseGet(() -> super.getOrCreate(type));
        }
    }
}
