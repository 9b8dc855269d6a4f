package dev.migrate.demo.catalogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/categories")
class CategoryController {

	private final CategoryRepository categories;

	private final ProductRepository products;

	CategoryController(CategoryRepository categories, ProductRepository products) {
		this.categories = categories;
		this.products = products;
	}

	@GetMapping
	List<CategoryView> list() {
		return this.categories.findAll().stream().map(CategoryView::of).toList();
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	CategoryView add(@Valid @RequestBody NewCategory category) {
		Set<Product> products = new LinkedHashSet<>(this.products.findAllById(category.productIds()));
		if (products.size() < category.productIds().size()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "There is no such product");
		}
		return CategoryView.of(this.categories.save(new Category(category.name(), products)));
	}

	record NewCategory(@NotBlank @Size(max = 50) String name, @NotNull Set<Long> productIds) {

	}

	record CategoryView(@Nullable Long id, String name, List<String> products) {

		static CategoryView of(Category category) {
			return new CategoryView(category.getId(), category.getName(),
					category.getProducts().stream().map(Product::getName).toList());
		}

	}

}
