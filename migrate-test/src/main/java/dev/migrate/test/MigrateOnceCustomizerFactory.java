package dev.migrate.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * Prepares the application contexts of tests with {@link MigrateOnce}.
 */
class MigrateOnceCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		return TestContextAnnotationUtils.hasAnnotation(testClass, MigrateOnce.class) ? new MigrateOnceCustomizer()
				: null;
	}

	/**
	 * Has the context migrate on startup, and take its databases from copies. Contexts
	 * that differ in nothing else are the same.
	 */
	private record MigrateOnceCustomizer() implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
			TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, "migrate.on-startup=upgrade");
			context.getBeanFactory().addBeanPostProcessor(new MigrateOncePostProcessor(context));
		}

	}

}
