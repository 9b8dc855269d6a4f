package dev.migrate.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Runs a {@link ParameterizedTest} on the products that have all the capabilities.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(ProductsWith.Products.class)
public @interface ProductsWith {

	/**
	 * The capabilities that the test needs.
	 */
	Capability[] value();

	/**
	 * The products that have the capabilities.
	 */
	final class Products extends AnnotationBasedArgumentsProvider<ProductsWith> {

		@Override
		protected Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters,
				ExtensionContext context, ProductsWith annotation) {
			return Arrays.stream(TestProduct.values())
				.filter((product) -> Arrays.stream(annotation.value()).allMatch(product::supports))
				.map(Arguments::of);
		}

	}

}
