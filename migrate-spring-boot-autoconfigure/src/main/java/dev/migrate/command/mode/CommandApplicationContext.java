package dev.migrate.command.mode;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.DatabaseInitializerDetector;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * The application context of an application that was started for a command.
 * <p>
 * It has all bean definitions, and creates beans on demand. No listener, lifecycle or
 * server is started. Beans do not depend on database initializers, and initializers that
 * are created nevertheless do nothing.
 */
class CommandApplicationContext extends GenericApplicationContext {

	private final @Nullable Class<?> application;

	private boolean messageSourceInitialised;

	CommandApplicationContext(@Nullable Class<?> application) {
		this.application = application;
	}

	@Override
	protected void registerBeanPostProcessors(ConfigurableListableBeanFactory beanFactory) {
		detachDatabaseInitializers(beanFactory);
		beanFactory.registerSingleton("migrateCommandMode", new CommandMode(this.application));
		BeanPostProcessor guard = new GuardPostProcessor(guards(beanFactory));
		beanFactory.addBeanPostProcessor(guard);
		super.registerBeanPostProcessors(beanFactory);
		// Again, so that it comes after those that bind properties
		beanFactory.addBeanPostProcessor(guard);
	}

	@Override
	protected void initMessageSource() {
		// A message source may need half of the application: wait until a message is
		// needed
	}

	@Override
	protected void initApplicationEventMulticaster() {
		// Events are for listeners, and none starts here
	}

	@Override
	protected void registerListeners() {
		// Events are for listeners, and none starts here
	}

	@Override
	protected void finishBeanFactoryInitialization(ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.containsBean(CONVERSION_SERVICE_BEAN_NAME)
				&& beanFactory.isTypeMatch(CONVERSION_SERVICE_BEAN_NAME, ConversionService.class)) {
			beanFactory
				.setConversionService(beanFactory.getBean(CONVERSION_SERVICE_BEAN_NAME, ConversionService.class));
		}
		if (!beanFactory.hasEmbeddedValueResolver()) {
			beanFactory.addEmbeddedValueResolver(getEnvironment()::resolvePlaceholders);
		}
		beanFactory.setTempClassLoader(null);
		beanFactory.freezeConfiguration();
	}

	@Override
	protected void finishRefresh() {
		// Whatever starts, starts on a refresh: lifecycles, listeners, servers
	}

	@Override
	public @Nullable String getMessage(String code, Object @Nullable [] args, @Nullable String defaultMessage,
			@Nullable Locale locale) {
		prepareMessages();
		return super.getMessage(code, args, defaultMessage, locale);
	}

	@Override
	public String getMessage(String code, Object @Nullable [] args, @Nullable Locale locale) {
		prepareMessages();
		return super.getMessage(code, args, locale);
	}

	@Override
	public String getMessage(MessageSourceResolvable resolvable, @Nullable Locale locale) {
		prepareMessages();
		return super.getMessage(resolvable, locale);
	}

	private void prepareMessages() {
		if (!this.messageSourceInitialised) {
			this.messageSourceInitialised = true;
			super.initMessageSource();
		}
	}

	private void detachDatabaseInitializers(ConfigurableListableBeanFactory beanFactory) {
		Set<String> initializers = new HashSet<>();
		for (DatabaseInitializerDetector detector : load(beanFactory, DatabaseInitializerDetector.class)) {
			initializers.addAll(detector.detect(beanFactory));
		}
		for (String name : beanFactory.getBeanDefinitionNames()) {
			BeanDefinition definition = beanFactory.getBeanDefinition(name);
			String[] dependsOn = definition.getDependsOn();
			if (dependsOn != null) {
				definition.setDependsOn(Arrays.stream(dependsOn)
					.filter((other) -> !initializers.contains(other))
					.toArray(String[]::new));
			}
		}
		beanFactory.clearMetadataCache();
	}

	private List<CommandModeGuard> guards(ConfigurableListableBeanFactory beanFactory) {
		return load(beanFactory, CommandModeGuard.class);
	}

	private <T> List<T> load(ConfigurableListableBeanFactory beanFactory, Class<T> type) {
		ArgumentResolver arguments = ArgumentResolver.of(Environment.class, getEnvironment());
		return SpringFactoriesLoader.forDefaultResourceLocation(beanFactory.getBeanClassLoader())
			.load(type, arguments, CommandApplicationContext::leaveOutWithoutLibrary);
	}

	private static void leaveOutWithoutLibrary(Class<?> type, String name, Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof LinkageError) {
				return;
			}
		}
		FailureHandler.throwing().handleFailure(type, name, failure);
	}

	/**
	 * Shows every bean to the guards before it is initialised.
	 */
	private static final class GuardPostProcessor implements BeanPostProcessor {

		private final List<CommandModeGuard> guards;

		private GuardPostProcessor(List<CommandModeGuard> guards) {
			this.guards = guards;
		}

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			this.guards.forEach((guard) -> guard.disarm(bean));
			return bean;
		}

	}

}
