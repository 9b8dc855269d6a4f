package dev.migrate.autoconfigure;

import java.util.Map;

import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ResourceLoader;

/**
 * The {@link SpringLiquibase} that Spring Boot would make if
 * {@code spring.liquibase.enabled} were not {@code false}. It never runs.
 * <p>
 * Spring Boot itself makes it, in a context of its own, so that the data source, the
 * connection details and every property mean what they mean there. As a bean of the
 * application it would be seen by the EntityManagerFactory and by other endpoints.
 */
final class StandbyLiquibase implements DisposableBean {

	private static final String ENABLED = "spring.liquibase.enabled";

	private final ApplicationContext application;

	private @Nullable AnnotationConfigApplicationContext context;

	StandbyLiquibase(ApplicationContext application) {
		this.application = application;
	}

	/**
	 * Return what Spring Boot would make.
	 * @return the bean by its name, or nothing where the application has no database
	 */
	synchronized Map<String, SpringLiquibase> beans() {
		AnnotationConfigApplicationContext context = this.context;
		if (context == null) {
			context = createContext();
			this.context = context;
		}
		return context.getBeansOfType(SpringLiquibase.class);
	}

	private AnnotationConfigApplicationContext createContext() {
		AnnotationConfigApplicationContext context = new QuietContext();
		context.setEnvironment(new EnabledEnvironment());
		context.setParent(this.application);
		if (this.application.getClassLoader() != null) {
			context.setClassLoader(this.application.getClassLoader());
		}
		context.getBeanFactory().addBeanPostProcessor(new KeepFromRunning(this.application));
		context.register(LiquibaseAutoConfiguration.class);
		context.refresh();
		return context;
	}

	@Override
	public synchronized void destroy() {
		if (this.context != null) {
			this.context.close();
		}
	}

	/**
	 * A private context: its events do not reach the application's listeners.
	 */
	private static final class QuietContext extends AnnotationConfigApplicationContext {

		@Override
		protected void publishEvent(Object event, @Nullable ResolvableType typeHint) {
		}

	}

	/**
	 * The application's environment in its own order, under one property of ours.
	 */
	private static final class EnabledEnvironment extends StandardEnvironment {

		@Override
		protected void customizePropertySources(MutablePropertySources propertySources) {
			propertySources.addFirst(new MapPropertySource("migrate.standby", Map.of(ENABLED, true)));
		}

	}

	/**
	 * Keeps a {@link SpringLiquibase} from running, and has it read its files as the
	 * application would.
	 *
	 * @param resourceLoader the resource loader of the application
	 */
	private record KeepFromRunning(ResourceLoader resourceLoader) implements BeanPostProcessor {

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof SpringLiquibase liquibase) {
				liquibase.setShouldRun(false);
			}
			return bean;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof SpringLiquibase liquibase) {
				liquibase.setResourceLoader(this.resourceLoader);
			}
			return bean;
		}

	}

}
